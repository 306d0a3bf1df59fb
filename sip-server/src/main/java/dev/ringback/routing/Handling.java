package dev.ringback.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How a request is sent on: with which changes, for how long, and what then.
///
/// @param edits the changes to the copy that is sent, in order; the next route of a fallback begins
///     with the request as it came
/// @param fallbacks what follows which failure; the first that matches
/// @param ring how long an INVITE may go without a final response before its branches are cancelled
///     and it counts as 408; zero for as long as Timer C lets it, RFC 3261 §16.6 step 11
public record Handling(List<HeaderEdit> edits, List<Then> fallbacks, Duration ring) {
    /// No changes, no fallbacks, no limit.
    public static final Handling PLAIN = new Handling(List.of(), List.of(), Duration.ZERO);

    /// What follows a failure.
    ///
    /// @param on after which codes
    /// @param route what follows
    public record Then(Codes on, Route route) {}

    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException when `ring` is negative or longer than an hour
    public Handling {
        edits = List.copyOf(edits);
        fallbacks = List.copyOf(fallbacks);
        if (ring.isNegative() || ring.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("a call rings between 0s and 1h");
        }
    }

    /// This with one more change.
    public Handling edit(HeaderEdit edit) {
        List<HeaderEdit> all = new ArrayList<>(edits);
        all.add(edit);
        return new Handling(all, fallbacks, ring);
    }

    /// This with one more fallback.
    public Handling then(Codes on, Route route) {
        List<Then> all = new ArrayList<>(fallbacks);
        all.add(new Then(on, route));
        return new Handling(edits, all, ring);
    }

    /// This with another limit.
    public Handling ring(Duration limit) {
        return new Handling(edits, fallbacks, limit);
    }
}
