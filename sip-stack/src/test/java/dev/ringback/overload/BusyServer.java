package dev.ringback.overload;

import dev.ringback.header.route.Via;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Priority;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/// Two proxies in front of a server that is slow, in virtual time. The server takes 1.6 ms for a
/// new call, 0.4 ms for what ends one and 0.3 ms for anything that it only looks at, so that it can
/// serve 500 calls a second. What it cannot take at once waits in a queue of 4,000 messages; what
/// comes on top is lost. Callers send again as RFC 3261 §17.1.1.2 says, for 32 s, as nobody can
/// cancel what has no answer; but after 4 s an answer comes too late.
final class BusyServer {
    static final int CAPACITY = 500;
    private static final long MS = 1_000_000;
    private static final long NEW = 1_600_000;
    private static final long END = 400_000;
    private static final long LOOK = 300_000;
    private static final int QUEUE = 4_000;
    private static final long TIMER_B = Duration.ofSeconds(32).toNanos();
    private static final long PATIENCE = Duration.ofSeconds(4).toNanos();

    private final ArrayDeque<Work> backlog = new ArrayDeque<>();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random = new SplittableRandom(7);
    private final OverloadServer control;
    private final List<Proxy> proxies = new ArrayList<>();
    private long now;
    private long number;
    private int waiting;
    private long freeAt;
    private long worked;

    /// Counts since the last [#reset].
    int good;

    int answered;
    int heldBack;
    int refused;
    int lost;

    /// @param server how the server controls overload
    /// @param client how the proxies do
    BusyServer(OverloadSettings server, OverloadSettings client) {
        control = new OverloadServer(server, new Burden(), 1);
        for (int i = 0; i < 2; i++) {
            proxies.add(new Proxy(i, new OverloadClient(client, i)));
        }
    }

    /// New calls at this rate for so long.
    void run(int callsPerSecond, Duration time) {
        long end = now + time.toNanos();
        double next = now;
        while (next < end) {
            next += -Math.log(1 - random.nextDouble()) * 1e9 / callsPerSecond;
            Call call = new Call(proxies.get(random.nextInt(2)), (long) next);
            at((long) next, () -> begin(call));
        }
        while (!events.isEmpty() && events.peek().time <= end) {
            Event event = events.remove();
            now = event.time;
            event.action.run();
        }
        now = end;
    }

    void reset() {
        good = 0;
        answered = 0;
        heldBack = 0;
        refused = 0;
        lost = 0;
    }

    private void begin(Call call) {
        if (!call.proxy.client.permits(call.proxy.server, Priority.NEW, now)) {
            heldBack++;
            return;
        }
        send(call, 500 * MS);
    }

    private void send(Call call, long again) {
        if (call.heard || now - call.begun > TIMER_B) {
            return;
        }
        arrive(() -> invite(call));
        at(now + again, () -> send(call, again * 2));
    }

    /// Puts work into the server's queue.
    private void arrive(Work work) {
        if (waiting >= QUEUE) {
            lost++;
            return;
        }
        waiting++;
        freeAt = Math.max(freeAt, now);
        backlog.add(work);
        if (backlog.size() == 1) {
            at(freeAt, this::serve);
        }
    }

    private void serve() {
        Work work = backlog.getFirst();
        long cost = work.cost();
        worked += cost;
        at(
                now + cost,
                () -> {
                    backlog.removeFirst();
                    waiting--;
                    freeAt = now;
                    if (!backlog.isEmpty()) {
                        serve();
                    }
                });
    }

    private long invite(Call call) {
        Via via = call.proxy.via;
        InetAddress source = call.proxy.address;
        if (call.seen) {
            return LOOK;
        }
        if (!control.admits(via, source, Priority.NEW, now)) {
            refused++;
            respond(call, LOOK, false);
            return LOOK;
        }
        call.seen = true;
        respond(call, NEW, true);
        return NEW;
    }

    private void respond(Call call, long cost, boolean success) {
        Instant wall = Instant.ofEpochSecond(0, now);
        Via told = control.told(call.proxy.via, call.proxy.address, now, wall);
        at(
                now + cost,
                () -> {
                    call.heard = true;
                    call.proxy.client.heard(call.proxy.server, told, now);
                    if (!success) {
                        return;
                    }
                    answered++;
                    if (now - call.begun <= PATIENCE) {
                        good++;
                        at(now + 1_000 * MS, () -> arrive(() -> END));
                    }
                });
    }

    /// What the server has to do.
    private final class Burden implements Load {
        @Override
        public double used() {
            return waiting / 2_048.0;
        }

        @Override
        public long worked() {
            return worked;
        }
    }

    private void at(long time, Runnable action) {
        events.add(new Event(time, number++, action));
    }

    /// Work of the server.
    private interface Work {
        /// Does it, and says how long it takes.
        long cost();
    }

    private record Event(long time, long number, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int order = Long.compare(time, other.time);
            return order != 0 ? order : Long.compare(number, other.number);
        }
    }

    private static final class Proxy {
        final OverloadClient client;
        final InetAddress address;
        final Via via;
        final Flow server;

        Proxy(int number, OverloadClient client) {
            this.client = client;
            this.address = InetAddress.ofLiteral("192.0.2." + (10 + number));
            this.server =
                    new Flow(
                            Transport.UDP,
                            new InetSocketAddress(address, 5060),
                            new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060),
                            0);
            String text = "SIP/2.0/UDP 192.0.2." + (10 + number) + ":5060;branch=z9hG4bK1";
            Via read = Via.parse(client.offered(text, server));
            if (read == null) {
                throw new IllegalStateException(text);
            }
            this.via = read;
        }
    }

    private static final class Call {
        final Proxy proxy;
        final long begun;
        boolean heard;
        boolean seen;

        Call(Proxy proxy, long begun) {
            this.proxy = proxy;
            this.begun = begun;
        }
    }
}
