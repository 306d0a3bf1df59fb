package dev.ringback.testkit.session;

import dev.ringback.session.EndReason;
import org.jspecify.annotations.Nullable;

/// Whether both sides of a call tell its end alike.
final class Agreement {
    private Agreement() {}

    /// What is wrong with two ends; null where they fit.
    ///
    /// @param callee null where the call never reached anybody
    static @Nullable String fault(EndReason caller, @Nullable EndReason callee) {
        boolean fit =
                switch (caller) {
                    case EndReason.NotTaken taken -> notTaken(taken.failure().status(), callee);
                    case EndReason.GivenUp _ ->
                            callee == null
                                    || callee instanceof EndReason.CancelledByPeer
                                    || ended(callee);
                    case EndReason.ByUs _ -> callee != null && ended(callee);
                    case EndReason.ByPeer _ ->
                            callee instanceof EndReason.ByUs || callee instanceof EndReason.NoAck;
                    default -> false;
                };
        return fit ? null : caller + " with " + callee;
    }

    private static boolean notTaken(int status, @Nullable EndReason callee) {
        return callee instanceof EndReason.Rejected rejected
                ? rejected.response().status() == status
                : status == 408;
    }

    private static boolean ended(EndReason callee) {
        return callee instanceof EndReason.ByPeer
                || callee instanceof EndReason.ByUs
                || callee instanceof EndReason.NoAck;
    }
}
