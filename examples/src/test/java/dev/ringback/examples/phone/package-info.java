/// Programs that call: the first call, a softphone, click-to-dial, voicemail, a presence bot. Each
/// is one file to copy, with its test beside it.
@NullMarked
package dev.ringback.examples.phone;

import org.jspecify.annotations.NullMarked;
