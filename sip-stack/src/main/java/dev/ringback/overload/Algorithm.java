package dev.ringback.overload;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a client holds requests back.
public enum Algorithm {
    /// A share of them, in percent: RFC 7339 §7.
    LOSS,
    /// All but so many a second: RFC 7415 §3.
    RATE;

    /// What `oc-algo` calls it.
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one that a token of `oc-algo` names, in any case; null for another.
    public static @Nullable Algorithm named(String token) {
        for (Algorithm each : values()) {
            if (each.token().equals(token.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        return null;
    }

    /// The first of those that are preferred which a client offers, RFC 7339 §5.1: the same for the
    /// same offer, so that it does not change from response to response (§5.8). `loss` where it
    /// offers none: each client has that one.
    static Algorithm chosen(List<Algorithm> preferred, List<String> offered) {
        for (Algorithm each : preferred) {
            for (String token : offered) {
                if (named(token) == each) {
                    return each;
                }
            }
        }
        return LOSS;
    }
}
