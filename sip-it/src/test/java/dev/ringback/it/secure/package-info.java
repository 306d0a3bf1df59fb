/// TLS of the packaged server with peers that are not ours.
@NullMarked
package dev.ringback.it.secure;

import org.jspecify.annotations.NullMarked;
