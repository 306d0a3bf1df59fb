package dev.ringback.overload;

import dev.ringback.header.route.Via;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Priority;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// The client's part in overload control: offers it to neighbours, and holds requests back as they
/// ask. RFC 7339 §5, RFC 7415 §3.5. One for each shard; a rate is for all shards together, so that
/// each takes its part of it.
///
/// What a neighbour says counts for its address and port (§5.4). Bounded: where too many are heard
/// of, the one heard of first is forgotten, which holds nothing back for it.
public final class OverloadClient {
    private static final int MOST = 1_024;

    private final OverloadSettings settings;

    /// What a Via offers: RFC 7339 §5.1. Every client has `loss`.
    private final String offer;
    private final SplittableRandom random;
    private final Map<InetSocketAddress, Throttle> throttles = new LinkedHashMap<>();

    /// A client that holds nothing back yet.
    ///
    /// @param seed of the dice that choose which requests are held back
    public OverloadClient(OverloadSettings settings, long seed) {
        this.settings = settings;
        this.offer =
                settings.algorithms().contains(Algorithm.RATE)
                        ? ";oc;oc-algo=\"loss,rate\""
                        : ";oc;oc-algo=\"loss\"";
        this.random = new SplittableRandom(seed);
    }

    /// The value of our Via for a request that goes there.
    ///
    /// @param via the value without it
    public String offered(String via, Destination to) {
        return neighbour(to) ? via.concat(offer) : via;
    }

    /// Takes what a response says.
    ///
    /// @param from where the request went that it answers
    /// @param ours our Via in it
    /// @param now the monotonic clock in nanoseconds
    public void heard(Destination from, Via ours, long now) {
        if (!ours.parameters().has("oc") || !neighbour(from)) {
            return;
        }
        Feedback said = Feedback.in(ours);
        if (said == null) {
            return;
        }
        Feedback part = part(said);
        Throttle known = throttles.get(from.remote());
        if (known != null) {
            known.heard(part, now);
        } else if (part.active()) {
            makeRoom();
            throttles.put(from.remote(), new Throttle(part, now));
        }
    }

    /// Whether a request may be sent there now.
    ///
    /// @param now the monotonic clock in nanoseconds
    public boolean permits(Destination to, Priority priority, long now) {
        Throttle throttle = throttles.isEmpty() ? null : throttles.get(to.remote());
        return throttle == null || throttle.permits(priority, random.nextDouble(), now);
    }

    /// How much a server asked to be held back: percent, or requests a second; -1 for none that
    /// asks now.
    public int asked(Destination to, long now) {
        Throttle throttle = throttles.get(to.remote());
        return throttle == null || !throttle.holds(now) ? -1 : throttle.feedback().value();
    }

    private boolean neighbour(Destination destination) {
        return settings.believes(destination.remote().getAddress());
    }

    /// The part of one shard: a share is the same for each.
    private Feedback part(Feedback whole) {
        if (whole.algorithm() == Algorithm.LOSS || whole.value() == 0) {
            return whole;
        }
        int rate = Math.max(1, whole.value() / settings.shards());
        return new Feedback(whole.algorithm(), rate, whole.validity(), whole.sequence());
    }

    private void makeRoom() {
        if (throttles.size() >= MOST) {
            throttles.remove(throttles.keySet().iterator().next());
        }
    }
}
