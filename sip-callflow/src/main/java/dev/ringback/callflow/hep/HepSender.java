package dev.ringback.callflow.hep;

import dev.ringback.callflow.Passed;
import dev.ringback.stack.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sends copies of messages to a collector, on a thread of its own. Whoever hands over a message
/// never waits: what does not fit into the queue (4,096 messages, 8 MiB) is dropped and counted. A
/// connection that cannot be made or breaks is tried again after 0.5 seconds, then after twice as
/// long each time, up to 30 seconds. Over UDP the collector's name is looked up every minute.
public final class HepSender implements Closeable {
    private static final int MOST = 4_096;
    private static final long MOST_OCTETS = 8 << 20;
    private static final int LONGEST_DATAGRAM = 65_507;
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final HepTarget target;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<HepPacket> queue = new ArrayDeque<>();
    private long octets;
    private boolean closed;

    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();

    /// Begins to send. That the collector is not there shows in [#dropped] alone.
    public HepSender(HepTarget target) {
        this.target = target;
        this.thread = Thread.ofVirtual().name("hep " + target.host()).start(this::run);
    }

    /// Hands a message over; any thread, at once.
    public void send(Passed passed) {
        int protocol = passed.transport() == Transport.UDP ? HepPacket.UDP : HepPacket.TCP;
        send(
                new HepPacket(
                        passed.at(),
                        protocol,
                        passed.from(),
                        passed.to(),
                        target.origin().of(passed.message().callId()),
                        passed.message().toBytes()));
    }

    /// Hands over a line about a call, which collectors show beside its messages; any thread, at
    /// once.
    ///
    /// @param callId the call
    /// @param from a sender that collectors show it with
    /// @param to a receiver, likewise
    public void log(
            Instant at, String callId, InetSocketAddress from, InetSocketAddress to, String line) {
        HepOrigin own = target.origin();
        HepOrigin origin = new HepOrigin(HepPacket.LOG, own.agent(), own.key(), callId);
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        send(new HepPacket(at, HepPacket.UDP, from, to, origin, text));
    }

    private void send(HepPacket packet) {
        lock.lock();
        try {
            int size = packet.payload().length;
            if (closed || queue.size() == MOST || octets + size > MOST_OCTETS) {
                dropped.incrementAndGet();
                return;
            }
            queue.add(packet);
            octets += size;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// How many messages were sent. Over UDP nobody knows whether they arrived.
    public long sent() {
        return sent.get();
    }

    /// How many messages were not sent: the queue was full, the packet too long, the collector not
    /// there until the end.
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        Pauses pauses = new Pauses();
        while (true) {
            try (HepLink link = HepLink.open(target)) {
                if (!serve(link, pauses)) {
                    return;
                }
            } catch (IOException _) {
                if (!rest(pauses.failed())) {
                    return;
                }
            }
        }
    }

    /// Sends until it is closed and nothing is left: false.
    private boolean serve(HepLink link, Pauses pauses) throws IOException {
        while (true) {
            HepPacket next = next();
            if (next == null) {
                return false;
            }
            byte[] packet = octets(next);
            if (packet == null) {
                dropped.incrementAndGet();
                continue;
            }
            try {
                link.send(packet);
                pauses.worked();
                sent.incrementAndGet();
            } catch (IOException e) {
                dropped.incrementAndGet();
                throw e;
            }
        }
    }

    private @Nullable HepPacket next() {
        lock.lock();
        try {
            while (queue.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            HepPacket packet = queue.poll();
            if (packet != null) {
                octets -= packet.payload().length;
            }
            return packet;
        } finally {
            lock.unlock();
        }
    }

    private byte @Nullable [] octets(HepPacket next) {
        try {
            byte[] packet = HepCodec.encode(next);
            boolean fits = target.transport() == Transport.TCP || packet.length <= LONGEST_DATAGRAM;
            return fits ? packet : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /// Waits before the next try. False when it was closed meanwhile: what is left is dropped.
    private boolean rest(Duration pause) {
        lock.lock();
        try {
            long left = pause.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            if (closed) {
                dropped.addAndGet(queue.size());
                queue.clear();
            }
            return !closed;
        } catch (InterruptedException _) {
            dropped.addAndGet(queue.size());
            queue.clear();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Sends what is left, for two seconds at most, and ends.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(FAREWELL)) {
                thread.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
