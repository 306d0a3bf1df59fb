package dev.ringback.reaction;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.uri.Uri;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Overlap dialling, RFC 3261 §21.4.22: asked for more digits at each 484, until there is none.
@FunctionalInterface
public interface MoreDigits {
    /// Asks for a longer number. The answer may come at once, or in any later step of the stack;
    /// the request waits for it.
    ///
    /// @param refused the request as it was sent
    /// @param response the 484
    /// @param then takes the whole new Request-URI; null gives up
    void wanted(SipRequest refused, SipResponse response, Consumer<@Nullable Uri> then);
}
