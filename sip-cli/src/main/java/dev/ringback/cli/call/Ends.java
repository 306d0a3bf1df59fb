package dev.ringback.cli.call;

import dev.ringback.sip.CallEnd;

/// How calls end, in words.
final class Ends {
    private Ends() {}

    /// In a few words.
    static String text(CallEnd end) {
        return switch (end) {
            case CallEnd.ByPeer _ -> "the peer hung up";
            case CallEnd.ByUs _ -> "we hung up";
            case CallEnd.Cancelled(boolean byUs) -> byUs ? "we gave up" : "the caller gave up";
            case CallEnd.Rejected(int status) -> "refused with " + status;
            case CallEnd.Failed(var failure) -> "failed with " + failure.status();
            case CallEnd.Broken(String reason, _) -> "broken: " + reason;
            case CallEnd.Replaced _ -> "another call took its place";
        };
    }

    /// Whether a call that was up ended as calls do.
    static boolean good(CallEnd end) {
        return switch (end) {
            case CallEnd.ByPeer _, CallEnd.ByUs _, CallEnd.Replaced _ -> true;
            case CallEnd.Cancelled _, CallEnd.Rejected _, CallEnd.Failed _, CallEnd.Broken _ ->
                    false;
        };
    }
}
