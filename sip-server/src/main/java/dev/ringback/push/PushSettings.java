package dev.ringback.push;

import java.time.Duration;

/// Who wakes phones, and how long callers wait for one that was woken.
///
/// @param service wakes them
/// @param patience how long a request waits for the phone's REGISTER: RFC 8599 §5.6.2
public record PushSettings(PushService service, Duration patience) {
    /// Nobody is woken.
    public static final PushSettings NONE = new PushSettings(new NoPush(), Duration.ZERO);
}
