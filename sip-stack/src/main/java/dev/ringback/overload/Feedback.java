package dev.ringback.overload;

import dev.ringback.header.route.Overload;
import dev.ringback.header.route.Via;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a server tells a client of its load, in the client's Via: RFC 7339 §4.
///
/// @param algorithm how the client holds back
/// @param value percent of the requests for [Algorithm#LOSS], requests a second for
///     [Algorithm#RATE]
/// @param validity how long it holds; zero where nothing need be held back (§5.7)
/// @param sequence greater for what is newer, in hundred-thousandths; -1 where the server gave none
record Feedback(Algorithm algorithm, int value, Duration validity, long sequence) {
    private static final int FRACTION = 100_000;

    /// What a server wrote into our Via; null where it wrote nothing that we understand.
    static @Nullable Feedback in(Via via) {
        Overload said = via.overload();
        if (said == null || said.oc() < 0) {
            return null;
        }
        Algorithm algorithm =
                said.algorithms().isEmpty()
                        ? Algorithm.LOSS
                        : Algorithm.named(said.algorithms().getFirst());
        boolean possible = algorithm == Algorithm.RATE || said.oc() <= 100;
        return algorithm == null || !possible
                ? null
                : new Feedback(algorithm, said.oc(), said.validity(), said.sequence());
    }

    /// Whether anything is to be held back.
    boolean active() {
        return !validity.isZero();
    }

    /// The client's Via with this in it.
    Via on(Via via) {
        String number =
                sequence / FRACTION
                        + "."
                        + Long.toString(FRACTION + sequence % FRACTION).substring(1);
        return via.withParameter("oc", Integer.toString(value))
                .withQuotedParameter("oc-algo", algorithm.token())
                .withParameter("oc-validity", Long.toString(validity.toMillis()))
                .withParameter("oc-seq", number);
    }
}
