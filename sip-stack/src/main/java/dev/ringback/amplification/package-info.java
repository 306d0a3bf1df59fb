/// Keeps answers from being larger than what they answer, so that nobody uses us to send much to an
/// address that is not its own. Pure.
@NullMarked
package dev.ringback.amplification;

import org.jspecify.annotations.NullMarked;
