package dev.ringback.location;

import dev.ringback.cause.Absence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The location service in memory: concurrent maps of immutable lists, one for each
/// address-of-record. Its content ends with the process.
///
/// There are many maps, because the writer that finds one too full moves all that is in it to a
/// larger table: with one map of a million users that would take a hundredth of a second, in which
/// a shard does nothing else.
public final class MemoryLocation implements LocationService {
    private static final int MAP_BITS = 10;

    /// Spreads the hash of an address over its upper bits, which choose the map; the maps use the
    /// lower ones.
    private static final int GOLDEN = 0x9E37_79B9;

    private static final Sweep START = new Sweep(0, Collections.emptyIterator());

    private final List<ConcurrentHashMap<AddressOfRecord, List<Binding>>> maps =
            Stream.generate(ConcurrentHashMap<AddressOfRecord, List<Binding>>::new)
                    .limit(1 << MAP_BITS)
                    .toList();
    private final LongAdder size = new LongAdder();
    private final Departures departures = new Departures();

    private final List<BiConsumer<AddressOfRecord, List<Binding>>> watchers =
            new CopyOnWriteArrayList<>();

    /// Where the sweep goes on; taken out while a sweep runs, so that two never share it.
    private final AtomicReference<@Nullable Sweep> sweeping = new AtomicReference<>(START);

    /// An empty table.
    public MemoryLocation() {}

    private ConcurrentHashMap<AddressOfRecord, List<Binding>> map(AddressOfRecord aor) {
        return maps.get((aor.hashCode() * GOLDEN) >>> (Integer.SIZE - MAP_BITS));
    }

    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        List<Binding> bindings = map(aor).get(aor);
        return bindings == null ? List.of() : active(bindings, now);
    }

    @Override
    public Lookup.Found<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        List<Binding> updated =
                map(aor).compute(
                                aor,
                                (_, old) -> {
                                    List<Binding> stored = old == null ? List.of() : old;
                                    List<Binding> kept = changed(aor, stored, now, change);
                                    if (kept.isEmpty() && !stored.isEmpty()) {
                                        departs(aor, stored, now);
                                    }
                                    return replace(stored, kept);
                                });
        return new Lookup.Found<>(updated == null ? List.of() : updated);
    }

    /// Puts back what somebody had before: neither is it told to watchers, nor counts it as a
    /// departure where that is nothing.
    public void restore(AddressOfRecord aor, List<Binding> bindings) {
        map(aor).compute(aor, (_, old) -> replace(old == null ? List.of() : old, bindings));
    }

    private List<Binding> changed(
            AddressOfRecord aor,
            List<Binding> stored,
            long now,
            UnaryOperator<List<Binding>> change) {
        List<Binding> before = active(stored, now);
        List<Binding> after = change.apply(before);
        if (!watchers.isEmpty() && !after.equals(before)) {
            List<Binding> told = List.copyOf(after);
            watchers.forEach(watcher -> watcher.accept(aor, told));
        }
        return after;
    }

    /// Notes that somebody has no binding any more.
    ///
    /// @param stored the last ones
    private void departs(AddressOfRecord aor, List<Binding> stored, long now) {
        departures.add(aor, departure(stored, now));
    }

    /// How it ends with these bindings: where one of them is active, somebody takes it away now.
    private static Departure departure(List<Binding> stored, long now) {
        long last = Long.MIN_VALUE;
        for (Binding binding : stored) {
            last = Math.max(last, binding.expiresAt());
        }
        return last > now
                ? new Departure(Absence.REMOVED, now)
                : new Departure(Absence.EXPIRED, last);
    }

    @Override
    public @Nullable Departure departed(AddressOfRecord aor, long now) {
        List<Binding> stored = map(aor).get(aor);
        if (stored == null) {
            return departures.of(aor);
        }
        return active(stored, now).isEmpty() ? departure(stored, now) : null;
    }

    @Override
    public Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        for (ConcurrentHashMap<AddressOfRecord, List<Binding>> map : maps) {
            map.forEach(
                    (aor, stored) -> {
                        List<Binding> bindings = active(stored, now);
                        if (!bindings.isEmpty()) {
                            reader.accept(aor, bindings);
                        }
                    });
        }
    }

    /// Nothing is kept.
    @Override
    public void close() {
        watchers.clear();
    }

    /// All addresses-of-record that have bindings: those that have them all the time while it is
    /// gone through, and some of the others.
    public Iterator<AddressOfRecord> addresses() {
        return maps.stream().flatMap(map -> map.keySet().stream()).iterator();
    }

    @Override
    public int sweep(long now, int max) {
        Sweep sweep = sweeping.getAndSet(null);
        if (sweep == null) {
            return 0;
        }
        int removed = 0;
        int map = sweep.map;
        Iterator<AddressOfRecord> next = sweep.next;
        int looked = 0;
        while (looked < max && (next.hasNext() || map < maps.size())) {
            if (next.hasNext()) {
                removed += sweep(next.next(), now);
                looked++;
            } else {
                next = maps.get(map++).keySet().iterator();
            }
        }
        sweeping.set(next.hasNext() || map < maps.size() ? new Sweep(map, next) : START);
        return removed;
    }

    /// How far a sweep is.
    ///
    /// @param map the map after the present one
    /// @param next goes through the present one
    private record Sweep(int map, Iterator<AddressOfRecord> next) {}

    @Override
    public long size() {
        return size.sum();
    }

    private int sweep(AddressOfRecord aor, long now) {
        int[] removed = new int[1];
        map(aor).computeIfPresent(
                        aor,
                        (_, old) -> {
                            List<Binding> left = active(old, now);
                            removed[0] = old.size() - left.size();
                            if (left.isEmpty() && !old.isEmpty()) {
                                departs(aor, old, now);
                            }
                            return replace(old, left);
                        });
        return removed[0];
    }

    /// Counts the difference and makes the list compact; null, which removes the entry, for an
    /// empty one.
    private @Nullable List<Binding> replace(List<Binding> old, List<Binding> updated) {
        if (updated.size() != old.size()) {
            size.add(updated.size() - (long) old.size());
        }
        return updated.isEmpty() ? null : List.copyOf(updated);
    }

    /// The same list where all are active, as nearly always.
    private static List<Binding> active(List<Binding> bindings, long now) {
        for (int i = 0; i < bindings.size(); i++) {
            if (!bindings.get(i).active(now)) {
                List<Binding> left = new ArrayList<>(bindings);
                left.removeIf(binding -> !binding.active(now));
                return List.copyOf(left);
            }
        }
        return bindings;
    }
}
