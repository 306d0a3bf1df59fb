package dev.ringback.guard;

import dev.ringback.auth.SourceNetwork;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The sources that are banned. A ban is remembered once more as long as it lasted, and another one
/// in that time lasts twice as long. Bounded: where too many are banned the one that ends first is
/// forgotten. Reading is one look into a map that never changes. Any thread.
public final class BanList {
    private static final int MOST = 4_096;
    private static final int MOST_DOUBLINGS = 30;

    private final AtomicReference<Lengths> lengths;
    private final AtomicReference<Map<SourceNetwork, Ban>> bans = new AtomicReference<>(Map.of());

    /// An empty list.
    ///
    /// @param first how long the first ban of a source lasts
    /// @param longest what no ban exceeds
    public BanList(Duration first, Duration longest) {
        this.lengths = new AtomicReference<>(new Lengths(first, longest));
    }

    private record Lengths(Duration first, Duration longest) {
        Duration of(int times) {
            Duration length = first.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
            return length.compareTo(longest) < 0 ? length : longest;
        }
    }

    /// Bans that begin from now on last that long.
    ///
    /// @param first how long the first ban of a source lasts
    /// @param longest what no ban exceeds
    void last(Duration first, Duration longest) {
        lengths.set(new Lengths(first, longest));
    }

    /// Whether nothing was ever banned that is still remembered: the usual case, and the cheap one.
    boolean isEmpty() {
        return bans.get().isEmpty();
    }

    /// Whether a source is banned.
    public boolean holds(SourceNetwork source, long now) {
        Ban ban = bans.get().get(source);
        return ban != null && ban.holds(now);
    }

    /// Bans a source.
    ///
    /// @return the ban; null where it is banned already
    public @Nullable Ban ban(SourceNetwork source, Offence offence, long now) {
        while (true) {
            Map<SourceNetwork, Ban> old = bans.get();
            Ban before = old.get(source);
            if (before != null && before.holds(now)) {
                return null;
            }
            int times = before == null || forgotten(before, now) ? 1 : before.times() + 1;
            Ban ban = new Ban(source, offence, now, now + lengths.get().of(times).toNanos(), times);
            Map<SourceNetwork, Ban> next = remembered(old, now);
            next.remove(source);
            if (next.size() >= MOST) {
                next.remove(soonest(next));
            }
            next.put(source, ban);
            if (bans.compareAndSet(old, Collections.unmodifiableMap(next))) {
                return ban;
            }
        }
    }

    /// Ends a ban and forgets it.
    ///
    /// @return whether there was one
    public boolean lift(SourceNetwork source) {
        while (true) {
            Map<SourceNetwork, Ban> old = bans.get();
            if (!old.containsKey(source)) {
                return false;
            }
            Map<SourceNetwork, Ban> next = new HashMap<>(old);
            next.remove(source);
            if (bans.compareAndSet(old, Collections.unmodifiableMap(next))) {
                return true;
            }
        }
    }

    /// Those that hold, the one that ends last first.
    public List<Ban> list(long now) {
        return bans.get().values().stream()
                .filter(ban -> ban.holds(now))
                .sorted((one, other) -> Long.compare(other.until() - now, one.until() - now))
                .toList();
    }

    private static boolean forgotten(Ban ban, long now) {
        return now - ban.until() >= ban.until() - ban.since();
    }

    private static Map<SourceNetwork, Ban> remembered(Map<SourceNetwork, Ban> old, long now) {
        Map<SourceNetwork, Ban> kept = new HashMap<>(old);
        kept.values().removeIf(ban -> forgotten(ban, now));
        return kept;
    }

    private static SourceNetwork soonest(Map<SourceNetwork, Ban> bans) {
        Ban soonest = null;
        for (Ban ban : bans.values()) {
            if (soonest == null || ban.until() < soonest.until()) {
                soonest = ban;
            }
        }
        if (soonest == null) {
            throw new IllegalStateException("no ban to forget");
        }
        return soonest.source();
    }
}
