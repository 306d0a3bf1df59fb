package dev.ringback.it.why;

import dev.ringback.app.Stores;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.MemoryLocation;
import dev.ringback.subscribers.MemorySubscriberStore;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// A table of bindings that has a trouble of its own for users of three names.
final class FaultyLocation implements LocationService, Stores {
    private final MemoryLocation memory = new MemoryLocation();

    @Override
    public List<Binding> bindings(AddressOfRecord aor, long now) {
        return memory.bindings(aor, now);
    }

    @Override
    public Lookup<List<Binding>> find(AddressOfRecord aor, long now) {
        return new Lookup.Pending<>(back -> back.accept(settled(aor, now)));
    }

    private Lookup.Settled<List<Binding>> settled(AddressOfRecord aor, long now) {
        return switch (aor.user()) {
            case "failed" -> new Lookup.Failed<>("the disk is broken");
            case "late" -> new Lookup.TimedOut<>();
            case "unavailable" -> new Lookup.Unavailable<>("no way there");
            default -> new Lookup.Found<>(bindings(aor, now));
        };
    }

    @Override
    public Lookup<List<Binding>> update(
            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
        return memory.update(aor, now, change);
    }

    @Override
    public int sweep(long now, int max) {
        return memory.sweep(now, max);
    }

    @Override
    public long size() {
        return memory.size();
    }

    @Override
    public void snapshot(long now, BiConsumer<AddressOfRecord, List<Binding>> reader) {
        memory.snapshot(now, reader);
    }

    @Override
    public Watch watch(BiConsumer<AddressOfRecord, List<Binding>> watcher) {
        return memory.watch(watcher);
    }

    @Override
    public void close() {
        memory.close();
    }

    @Override
    public LocationService location(StorageConfig storage, LongSupplier clock) {
        return this;
    }

    @Override
    public SubscriberStore subscribers(StorageConfig storage) {
        return new MemorySubscriberStore();
    }

    @Override
    public Snapshot glance(StorageConfig storage) {
        return Snapshot.EMPTY;
    }
}
