package dev.ringback.useragent;

import java.util.Set;

/// How much a failure response to a request in a dialog ends: RFC 5057 §5.1, table 2.
public enum FailureEffect {
    /// Only the request failed.
    TRANSACTION,
    /// The usage that the request belonged to is over: also 408 and no response at all, RFC 3261
    /// §12.2.1.2.
    USAGE,
    /// The dialog is over with all its usages.
    DIALOG;

    private static final Set<Integer> ENDS_USAGE = Set.of(408, 480, 481);
    private static final Set<Integer> ENDS_DIALOG =
            Set.of(404, 410, 416, 482, 483, 484, 485, 502, 604);

    /// What a code ends. 405, 489 and 501 depend on what was asked: they end a usage that cannot do
    /// without the request, and nothing else.
    public static FailureEffect of(int status) {
        if (ENDS_DIALOG.contains(status)) {
            return DIALOG;
        }
        return ENDS_USAGE.contains(status) ? USAGE : TRANSACTION;
    }
}
