package dev.ringback.session;

import dev.ringback.message.SipResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A provisional response that a callee gives: RFC 3261 §13.3.1.1.
///
/// @param status 101 to 199
/// @param reason the reason phrase; null for the usual one
/// @param media whether it carries the answer, or the offer where the caller made none: early
///     media, 183
/// @param reliable whether it is sent reliably where the caller can do that: RFC 3262
/// @param extras writes further header fields, as the last of all
public record Provisional(
        int status,
        @Nullable String reason,
        boolean media,
        boolean reliable,
        Consumer<SipResponse.Builder> extras) {
    /// Checks the status.
    public Provisional {
        if (status <= 100 || status >= 200) {
            throw new IllegalArgumentException("no provisional response of ours: " + status);
        }
    }

    /// A response without more, such as 180 or 181.
    public static Provisional of(int status) {
        return new Provisional(status, null, false, false, _ -> {});
    }

    /// 182 with the place in the queue, which may be repeated.
    public static Provisional queued(String reason) {
        return new Provisional(182, reason, false, false, _ -> {});
    }

    /// 183 with media before the call is taken.
    public static Provisional earlyMedia() {
        return new Provisional(183, null, true, false, _ -> {});
    }

    /// This, reliably where that can be.
    public Provisional reliably() {
        return new Provisional(status, reason, media, true, extras);
    }

    /// This without a session description.
    Provisional withoutMedia() {
        return new Provisional(status, reason, false, reliable, extras);
    }

    /// This with further header fields.
    public Provisional with(Consumer<SipResponse.Builder> more) {
        return new Provisional(status, reason, media, reliable, extras.andThen(more));
    }
}
