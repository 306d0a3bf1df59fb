package dev.ringback.overload;

import dev.ringback.header.route.Overload;
import dev.ringback.header.route.Via;
import dev.ringback.stack.Priority;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// The server's part in overload control: finds out how much is too much, tells it to neighbours
/// that offer to hold back, and refuses the same share of what comes from all others. RFC 7339 §5,
/// RFC 7415 §3.4. One for each shard.
///
/// Four times a second it looks at its load since the last look. Above the target it lets in less,
/// by as much as the load is too high; below it lets in more, until it lets in everything. So the
/// load comes to stand at the target, below the bound at which everything new is refused at once.
/// A thread that never rests says only that it is too much: then it is a fifth less each time. Why
/// so: ADR 0036.
public final class OverloadServer {
    private static final long INTERVAL = Duration.ofMillis(250).toNanos();
    private static final double LEAST = 0.02;
    private static final double MOST_DOWN = 0.7;
    private static final double MOST_UP = 1.1;
    private static final double RESTLESS = 0.98;
    private static final double RESTLESS_LOAD = 1.25;
    private static final double ALL = 0.999;
    private static final int MOST_CLIENTS = 1_024;

    private final OverloadSettings settings;
    private final Load load;
    private final SplittableRandom random;
    private final Map<InetAddress, Client> clients = new HashMap<>();
    private boolean begun;
    private long looked;
    private long worked;
    private double share = 1;
    private double step = 1;

    /// A server that is not overloaded.
    ///
    /// @param seed of the dice that choose which requests are refused
    public OverloadServer(OverloadSettings settings, Load load, long seed) {
        this.settings = settings;
        this.load = load;
        this.random = new SplittableRandom(seed);
    }

    /// Whether a new request may be worked on. Those of clients that hold back may: they have done
    /// their part. Of the others as many are refused, with what begins something first (RFC 7339
    /// §5.10.2).
    ///
    /// @param via its top Via
    /// @param source where it came from
    /// @param now the monotonic clock in nanoseconds
    public boolean admits(Via via, InetAddress source, Priority priority, long now) {
        if (!settings.on()) {
            return true;
        }
        look(now);
        if (offers(via, source)) {
            count(source);
            return true;
        }
        return share >= ALL || priority != Priority.NEW || random.nextDouble() < share;
    }

    /// The top Via of a response: with what the client has to do, where it is a neighbour that
    /// offered to; as it is for all others.
    ///
    /// @param via the top Via of the request
    /// @param source where that came from
    /// @param now the monotonic clock in nanoseconds
    /// @param wall the wall clock time, by which later answers are known
    public Via told(Via via, InetAddress source, long now, Instant wall) {
        if (!offers(via, source)) {
            return via;
        }
        look(now);
        Overload offer = via.overload();
        Algorithm algorithm =
                offer == null
                        ? Algorithm.LOSS
                        : Algorithm.chosen(settings.algorithms(), offer.algorithms());
        long sequence = wall.getEpochSecond() * 100_000 + wall.getNano() / 10_000;
        if (share >= ALL) {
            return new Feedback(algorithm, 0, Duration.ZERO, sequence).on(via);
        }
        int value = algorithm == Algorithm.LOSS ? percent() : rate(source);
        return new Feedback(algorithm, value, settings.validity(), sequence).on(via);
    }

    /// The share of new work that is let in now, from 0.02 to 1.
    public double share() {
        return share;
    }

    private boolean offers(Via via, InetAddress source) {
        return settings.believes(source) && via.parameters().has("oc");
    }

    private int percent() {
        return (int) Math.round(100 * (1 - share));
    }

    /// What a client may send in a second: as much as it sent of late, more or less of that by the
    /// load, and never less than an equal part of all.
    private int rate(InetAddress source) {
        Client client = clients.get(source);
        double measured = client == null ? 0 : client.rate;
        double all = 0;
        for (Client each : clients.values()) {
            all += each.rate;
        }
        double equal = clients.isEmpty() ? 0 : all / clients.size();
        double allowed = Math.max(measured, equal) * step * settings.shards();
        return Math.max(1, (int) Math.round(allowed));
    }

    private void count(InetAddress source) {
        Client client = clients.get(source);
        if (client == null && clients.size() < MOST_CLIENTS) {
            client = new Client();
            clients.put(source, client);
        }
        if (client != null) {
            client.counted++;
        }
    }

    private void look(long now) {
        if (!begun) {
            begun = true;
            looked = now;
            worked = load.worked();
        }
        long passed = now - looked;
        if (passed < INTERVAL) {
            return;
        }
        double too = Math.max(load.used() * 100 / settings.target(), busy(passed));
        looked = now;
        step = Math.clamp(1 / Math.max(too, 1e-3), MOST_DOWN, MOST_UP);
        share = Math.clamp(share * step, LEAST, 1);
        clients.values().removeIf(client -> client.idle(passed / 1e9));
    }

    /// How much the thread worked, 1 for as much as it should.
    private double busy(long passed) {
        long before = worked;
        worked = load.worked();
        double part = (double) (worked - before) / passed;
        return part >= RESTLESS ? RESTLESS_LOAD : part * 100 / settings.target();
    }

    /// A client that holds back.
    private static final class Client {
        private static final double MEMORY = 1;

        private int counted;
        private double rate;

        /// Measures anew.
        ///
        /// @return whether it has sent next to nothing for long
        boolean idle(double seconds) {
            double part = Math.min(1, seconds / MEMORY);
            rate += part * (counted / seconds - rate);
            counted = 0;
            return rate < 0.01;
        }
    }
}
