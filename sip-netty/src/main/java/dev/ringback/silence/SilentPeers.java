package dev.ringback.silence;

import dev.ringback.stack.Hop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Who kept us waiting for a connection in vain. They are left alone: what is sent there fails at
/// once, and no call waits for them again until somebody is there. To find that out each has a
/// thread of its own, never a shard: it tries after as long as the attempt took, and waits twice as
/// long after each further one. Who refuses a connection quickly keeps nobody waiting and is not
/// left alone.
///
/// Bounded, and safe for use by many threads. Times are nanoseconds of [System#nanoTime] that the
/// caller passes in.
public final class SilentPeers implements AutoCloseable {
    /// An attempt that ended sooner cost nobody a wait.
    static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

    /// How many addresses are left alone at once.
    static final int MOST_ADDRESSES = 1_000;

    /// How many ports of one address are left alone at once.
    static final int MOST_PORTS = 16;

    private final ConcurrentHashMap<InetAddress, Map<Integer, Watch>> watched =
            new ConcurrentHashMap<>();
    private final long longest;
    private final Trial trial;
    private final Pause pause;

    /// Nobody is left alone.
    ///
    /// @param longest how long the pause between two trials is at most; zero to leave nobody alone
    public SilentPeers(Duration longest, Trial trial) {
        this(longest, trial, TimeUnit.NANOSECONDS::sleep);
    }

    SilentPeers(Duration longest, Trial trial, Pause pause) {
        this.longest = longest.toNanos();
        this.trial = trial;
        this.pause = pause;
    }

    /// Tries whether somebody is there.
    @FunctionalInterface
    public interface Trial {
        /// Whether a peer answers, be it with a refusal. Takes as long as our patience.
        boolean answers(Hop peer) throws InterruptedException;
    }

    /// Waits.
    @FunctionalInterface
    interface Pause {
        /// Waits so many nanoseconds.
        void of(long nanos) throws InterruptedException;
    }

    /// A connection could not be opened.
    ///
    /// @param took how long it was tried, in nanoseconds
    /// @param reason in short words
    public void failed(Hop peer, long took, String reason, long now) {
        boolean worthIt = longest > 0 && took >= SHORTEST_WAIT.toNanos();
        if (!worthIt || watched.size() >= MOST_ADDRESSES) {
            return;
        }
        watched.compute(
                peer.remote().getAddress(),
                (_, old) -> {
                    Map<Integer, Watch> ports = new HashMap<>(old == null ? Map.of() : old);
                    if (ports.size() < MOST_PORTS) {
                        ports.computeIfAbsent(
                                peer.remote().getPort(), _ -> new Watch(peer, now - took, reason));
                    }
                    return Map.copyOf(ports);
                });
        Watch watch = watch(peer.remote());
        if (watch != null) {
            watch.begin(took);
        }
    }

    /// A connection to a peer is open.
    public void opened(InetSocketAddress peer) {
        if (!watched.isEmpty()) {
            Watch watch = watch(peer);
            if (watch != null) {
                forget(watch);
                watch.end();
            }
        }
    }

    /// Somebody at an address opened a connection to us, so that there is somebody again.
    public void heard(InetAddress address) {
        Map<Integer, Watch> ports = watched.isEmpty() ? null : watched.remove(address);
        if (ports != null) {
            ports.values().forEach(Watch::end);
        }
    }

    /// Why nothing is to be sent to a peer now, in short words; null where it is.
    public @Nullable String silence(InetSocketAddress peer, long now) {
        Watch watch = watched.isEmpty() ? null : watch(peer);
        if (watch == null) {
            return null;
        }
        watch.wanted = true;
        long seconds = TimeUnit.NANOSECONDS.toSeconds(now - watch.since);
        return "left alone, silent for " + seconds + " s: " + watch.reason;
    }

    /// How many addresses are left alone.
    int size() {
        return watched.size();
    }

    /// Ends the trials.
    @Override
    public void close() {
        for (InetAddress address : watched.keySet()) {
            heard(address);
        }
    }

    private @Nullable Watch watch(InetSocketAddress peer) {
        Map<Integer, Watch> ports = watched.get(peer.getAddress());
        return ports == null ? null : ports.get(peer.getPort());
    }

    private void forget(Watch watch) {
        InetSocketAddress remote = watch.peer.remote();
        watched.computeIfPresent(
                remote.getAddress(),
                (_, old) -> {
                    Map<Integer, Watch> left = new HashMap<>(old);
                    left.remove(remote.getPort(), watch);
                    return left.isEmpty() ? null : Map.copyOf(left);
                });
    }

    /// The thread that finds out whether one peer is there again.
    private final class Watch {
        private final Hop peer;
        private final long since;
        private final String reason;
        private volatile boolean wanted;
        private @Nullable Thread thread;
        private boolean ended;

        Watch(Hop peer, long since, String reason) {
            this.peer = peer;
            this.since = since;
            this.reason = reason;
        }

        synchronized void begin(long first) {
            if (thread == null && !ended) {
                thread =
                        Thread.ofVirtual()
                                .name("ringback-silent-peer")
                                .start(() -> run(Math.min(first, longest)));
            }
        }

        synchronized void end() {
            ended = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        private boolean wasWanted() {
            boolean was = wanted;
            wanted = false;
            return was;
        }

        /// Until somebody answers, or nobody has asked for the peer during a whole pause.
        private void run(long first) {
            try {
                long next = first;
                do {
                    pause.of(next);
                    next = Math.min(longest, 2 * next);
                } while (wasWanted() && !trial.answers(peer));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                forget(this);
            }
        }
    }
}
