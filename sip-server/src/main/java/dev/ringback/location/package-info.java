/// The location service: where the users of our domains are to be found now. RFC 3261 §10.
@NullMarked
package dev.ringback.location;

import org.jspecify.annotations.NullMarked;
