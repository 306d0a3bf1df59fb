package dev.ringback.meter;

import dev.ringback.auth.Verdict;
import dev.ringback.cause.Cause;
import dev.ringback.message.SipResponse;
import java.util.Locale;

/// What became of a REGISTER that this server decided.
public enum RegisterResult {
    /// It did what it asked for.
    OK(0),
    /// Its sender is asked for a password, or for a fresh proof of it.
    CHALLENGED(1),
    /// The password, the sender or the request is wrong.
    REJECTED(2),
    /// The server could not do it: 5xx.
    FAILED(3);

    private final int number;

    RegisterResult(int number) {
        this.number = number;
    }

    /// Its number among the counts.
    int number() {
        return number;
    }

    static RegisterResult of(SipResponse response, Cause cause) {
        if (response.success()) {
            return OK;
        }
        if (cause instanceof Cause.Challenged(var _, var fault)) {
            return fault == null || stale(fault) ? CHALLENGED : REJECTED;
        }
        return response.status() / 100 == 5 ? FAILED : REJECTED;
    }

    private static boolean stale(Verdict.Reason fault) {
        return switch (fault) {
            case NONCE_EXPIRED, NONCE_FORGED, REPLAY -> true;
            case MALFORMED, ALGORITHM, QOP, URI, UNKNOWN_USER, WRONG_RESPONSE -> false;
        };
    }

    /// The fixed word that it is counted under.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
