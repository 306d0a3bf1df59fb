package dev.ringback.location;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The location service in memory: a concurrent map of immutable lists, one for each
/// address-of-record. Its content ends with the process.
public final class MemoryLocation implements LocationService {
    private final ConcurrentHashMap<AddressOfRecord, List<Binding>> table =
            new ConcurrentHashMap<>();
    private final LongAdder size = new LongAdder();

    /// Where the sweep goes on; taken out while a sweep runs, so that two never share it.
    private final AtomicReference<@Nullable Iterator<AddressOfRecord>> sweeping =
            new AtomicReference<>(Collections.emptyIterator());

    /// An empty table.
    public MemoryLocation() {}

    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        List<Binding> bindings = table.get(aor);
        return bindings == null ? List.of() : active(bindings, now);
    }

    @Override
    public List<Binding> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        List<Binding> updated =
                table.compute(
                        aor,
                        (_, old) -> {
                            List<Binding> stored = old == null ? List.of() : old;
                            return replace(stored, change.apply(active(stored, now)));
                        });
        return updated == null ? List.of() : updated;
    }

    @Override
    public int sweep(long now, int max) {
        Iterator<AddressOfRecord> next = sweeping.getAndSet(null);
        if (next == null) {
            return 0;
        }
        if (!next.hasNext()) {
            next = table.keySet().iterator();
        }
        int removed = 0;
        for (int i = 0; i < max && next.hasNext(); i++) {
            removed += sweep(next.next(), now);
        }
        sweeping.set(next);
        return removed;
    }

    @Override
    public long size() {
        return size.sum();
    }

    private int sweep(AddressOfRecord aor, long now) {
        int[] removed = new int[1];
        table.computeIfPresent(
                aor,
                (_, old) -> {
                    List<Binding> left = active(old, now);
                    removed[0] = old.size() - left.size();
                    return replace(old, left);
                });
        return removed[0];
    }

    /// Counts the difference and makes the list compact; null, which removes the entry, for an
    /// empty one.
    private @Nullable List<Binding> replace(List<Binding> old, List<Binding> updated) {
        size.add(updated.size() - (long) old.size());
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
