package dev.ringback.proxy;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses among the final responses of the branches: RFC 3261 §16.7 steps 6 and 7.
final class BestResponse {
    private static final List<HeaderName> CHALLENGES =
            List.of(HeaderName.WWW_AUTHENTICATE, HeaderName.PROXY_AUTHENTICATE);

    private BestResponse() {}

    /// The response to forward, or null where there is none.
    ///
    /// A 6xx wins; else the lowest class. Among 4xx those come first that tell the client how to
    /// mend its request, then what a person or phone said, and 408 last.
    static @Nullable SipResponse choose(List<SipResponse> responses) {
        SipResponse best = null;
        for (SipResponse response : responses) {
            if (best == null || rank(response) < rank(best)) {
                best = response;
            }
        }
        if (best == null) {
            return null;
        }
        if (best.status() == 401 || best.status() == 407) {
            return withAllChallenges(best, responses);
        }
        return best.status() == 503
                ? best.edit().status(500).reason("Server Internal Error").build()
                : best;
    }

    private static int rank(SipResponse response) {
        int status = response.status();
        if (status >= 600) {
            return status - 600;
        }
        int inClass =
                switch (status) {
                    case 401, 407 -> 0;
                    case 415, 420, 484 -> 1;
                    case 503 -> 99;
                    case 408 -> 98;
                    default -> 2;
                };
        return status / 100 * 100 + inClass;
    }

    /// The client must see the challenges of every branch that made one, or it could never satisfy
    /// them all.
    private static SipResponse withAllChallenges(SipResponse best, List<SipResponse> responses) {
        SipResponse.Builder merged = best.edit();
        for (SipResponse other : responses) {
            if (!other.equals(best) && (other.status() == 401 || other.status() == 407)) {
                for (HeaderName name : CHALLENGES) {
                    other.values(name).forEach(value -> merged.add(name, value));
                }
            }
        }
        return merged.build();
    }
}
