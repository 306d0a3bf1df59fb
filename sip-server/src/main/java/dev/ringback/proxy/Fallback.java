package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// What to do when all targets of a request have failed: RFC 3261 §16.5 lets a proxy add targets
/// for its own resources as long as no final response went back. It is not asked after a 2xx, after
/// a 6xx (§16.7 step 5 forbids new branches) nor after the caller gave up.
@FunctionalInterface
public interface Fallback {
    /// Gives the best response to the caller.
    Fallback NONE = (_, _) -> null;

    /// Says how it goes on.
    ///
    /// @param best the best final response, as it would go to the caller
    /// @param cause what decided it
    /// @return null to send the best response
    @Nullable Next after(SipResponse best, Cause cause);

    /// How it goes on.
    sealed interface Next {}

    /// Try other targets.
    ///
    /// @param targets where; if empty the best response is sent
    /// @param first a provisional response to send upstream before, such as a 181 with a To tag of
    ///   ours (RFC 3261 §21.1.3); null for none
    /// @param then what to do when these fail too
    record Try(TargetSet targets, @Nullable SipResponse first, Fallback then) implements Next {}

    /// Answer the caller with this instead.
    ///
    /// @param response a final response to the caller's request
    /// @param cause what decided it
    record Answer(SipResponse response, Cause cause) implements Next {}

    /// Let go of the request without an answer: somebody else goes on with its transaction, at once
    /// or later, and answers it.
    ///
    /// @param next what happens then, in the same step
    record HandOver(Runnable next) implements Next {}
}
