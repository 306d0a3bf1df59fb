package dev.ringback.sip;

import dev.ringback.offer.MediaControl;
import java.time.Duration;

/// The media of one call: what makes and takes its session descriptions, and can send digits. Its
/// methods are called on the stack's thread: they must answer at once and must not wait for calls.
/// The `then` of [#consider] may be run on any thread.
public interface CallMedia extends MediaControl {
    /// Sends a digit by RFC 4733. It returns at once; digits are sent one after the other.
    ///
    /// @param digit `0` to `9`, `*`, `#`, `A` to `D`
    /// @param duration how long it is pressed
    /// @return false where it was not agreed on: then the call sends an INFO
    default boolean sendDigit(char digit, Duration duration) {
        return false;
    }
}
