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
                                    || parted(callee)
                                    || told(callee);
                    case EndReason.ByUs _ -> callee != null && (parted(callee) || told(callee));
                    case EndReason.ByPeer _, EndReason.PeerGone _ ->
                            callee != null && parted(callee);
                    default -> false;
                };
        return fit ? null : caller + " with " + callee;
    }

    private static boolean notTaken(int status, @Nullable EndReason callee) {
        return callee instanceof EndReason.Rejected rejected
                ? rejected.response().status() == status
                : status == 408 && callee == null;
    }

    /// It ended the session itself.
    private static boolean parted(EndReason end) {
        return end instanceof EndReason.ByUs || end instanceof EndReason.NoAck;
    }

    /// It heard of the end: by the BYE, or by the 481 to a request that crossed the BYE (RFC 5407
    /// §3.2.2).
    private static boolean told(EndReason end) {
        return end instanceof EndReason.ByPeer
                || (end instanceof EndReason.PeerGone gone
                        && gone.failure() != null
                        && gone.failure().status() == 481);
    }
}
