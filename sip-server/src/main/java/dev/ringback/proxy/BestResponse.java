package dev.ringback.proxy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Reply;
import dev.ringback.header.HeaderName;
import dev.ringback.header.notice.Warning;
import dev.ringback.message.SipResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Chooses among the final responses of the branches: RFC 3261 §16.7 steps 6 and 7.
final class BestResponse {
    private static final List<HeaderName> CHALLENGES =
            List.of(HeaderName.WWW_AUTHENTICATE, HeaderName.PROXY_AUTHENTICATE);
    private static final int LAST = 99;

    private BestResponse() {}

    /// The response to forward with its cause, or null where there is none.
    ///
    /// A 6xx wins; else the lowest class. Among 4xx those come first that tell the client how to
    /// mend its request, then what a person or phone said, then what only says that nobody was
    /// there. Among equals the first that came wins.
    ///
    /// @param cancelled whether the caller gave up, which makes 487 the best of the 4xx
    static @Nullable Reply choose(List<Reply> outcomes, boolean cancelled) {
        if (outcomes.isEmpty()) {
            return null;
        }
        int best = 0;
        for (int i = 1; i < outcomes.size(); i++) {
            if (rank(outcomes.get(i), cancelled) < rank(outcomes.get(best), cancelled)) {
                best = i;
            }
        }
        List<Reply> others = new ArrayList<>(outcomes);
        Reply chosen = others.remove(best);
        return new Reply(upstream(chosen, others), chosen.cause());
    }

    private static int rank(Reply outcome, boolean cancelled) {
        int status = outcome.response().status();
        if (status >= 600) {
            return status - 600;
        }
        int inClass =
                switch (status) {
                    case 401, 407 -> 1;
                    case 415, 416, 420, 484 -> 2;
                    case 480 -> wantsOtherScheme(outcome.response()) ? 2 : 4;
                    case 404, 410 -> 4;
                    case 487 -> cancelled ? 0 : LAST - 2;
                    case 408 -> LAST - 1;
                    case 503 -> LAST;
                    default -> 3;
                };
        return status / 100 * 100 + inClass;
    }

    /// Whether it asks for a SIP or a SIPS URI instead, which the caller alone may try: RFC 5630
    /// §5.3.
    private static boolean wantsOtherScheme(SipResponse response) {
        return response.read(Warning.FIELD).values().stream()
                .anyMatch(warning -> warning.code() == 380 || warning.code() == 381);
    }

    private static SipResponse upstream(Reply chosen, List<Reply> others) {
        SipResponse best = chosen.response();
        return switch (best.status()) {
            case 401, 407 -> withAllChallenges(best, others);
            case 503 -> chosen.cause() instanceof Cause.Overloaded ? best : ofAnother(best);
            default -> best;
        };
    }

    /// A 503 that was the only choice and says nothing about us: RFC 3261 §16.7 step 6. One of our
    /// own, because the next hop is to be spared, does: RFC 7339 §5.10.
    private static SipResponse ofAnother(SipResponse unavailable) {
        return unavailable.edit().status(500).reason("Server Internal Error").build();
    }

    /// The client must see the challenges of every branch that made one, or it could never satisfy
    /// them all.
    private static SipResponse withAllChallenges(SipResponse best, List<Reply> others) {
        if (others.isEmpty()) {
            return best;
        }
        SipResponse.Builder merged = best.edit();
        for (Reply reply : others) {
            SipResponse other = reply.response();
            if (other.status() == 401 || other.status() == 407) {
                CHALLENGES.forEach(name -> merged.copy(name, other));
            }
        }
        return merged.build();
    }
}
