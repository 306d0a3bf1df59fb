/// The messages of RFC 3261 §7: immutable, lazily read, edited by builders that copy what they
/// leave alone.
@NullMarked
package dev.ringback.message;

import org.jspecify.annotations.NullMarked;
