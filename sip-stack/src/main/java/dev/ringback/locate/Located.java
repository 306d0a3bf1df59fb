package dev.ringback.locate;

import dev.ringback.cause.Cause;
import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Hop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a location came to, RFC 3263 §4.
///
/// @param host the host that was looked for; the whole URI where that has none
/// @param hops where to send the request, in the order in which to try them; empty where there is
///     no server, or none that may be asked now
/// @param resting the servers that were left out because they asked to be left alone for a time:
///     they get no new work, but what belongs to a dialog may still go there
/// @param steps the questions that were asked and what came of them
/// @param failure why there are no hops; null where there are some
public record Located(
        String host,
        List<Hop> hops,
        List<Hop> resting,
        List<DnsStep> steps,
        Cause.NotLocated.@Nullable Reason failure) {
    /// Copies the lists.
    public Located {
        hops = List.copyOf(hops);
        resting = List.copyOf(resting);
        steps = List.copyOf(steps);
        if (hops.isEmpty() == (failure == null)) {
            throw new IllegalArgumentException(hops + " with failure " + failure);
        }
    }

    static Located failed(String host, Cause.NotLocated.Reason reason, List<DnsStep> steps) {
        return new Located(host, List.of(), List.of(), steps, reason);
    }

    /// Whether there are no hops because the DNS did not answer in time: 504 (RFC 3261 §21.5.5)
    /// is the response then.
    public boolean timedOut() {
        return failure == Cause.NotLocated.Reason.TIMED_OUT;
    }

    /// All servers, whether or not they want to be left alone: for the requests of a dialog.
    public List<Hop> everyHop() {
        if (resting.isEmpty()) {
            return hops;
        }
        List<Hop> every = new ArrayList<>(hops);
        every.addAll(resting);
        return every;
    }

    /// Why no server was found, for the response that says so.
    ///
    /// @throws IllegalStateException where there are hops
    public Cause cause() {
        if (failure == null) {
            throw new IllegalStateException("located at " + hops);
        }
        return new Cause.NotLocated(host, failure, steps);
    }
}
