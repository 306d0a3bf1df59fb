/// The messages of RFC 3261 §7.
@NullMarked
package dev.ringback.message;

import org.jspecify.annotations.NullMarked;
