/// The redirect server of RFC 3261 §8.3, pure: tells callers where else to try instead of trying
/// there itself.
@NullMarked
package dev.ringback.redirect;

import org.jspecify.annotations.NullMarked;
