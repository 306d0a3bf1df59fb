package dev.ringback.store;

import dev.ringback.app.Stores;
import dev.ringback.calls.CallArchive;
import dev.ringback.cluster.Nodes;
import dev.ringback.config.calls.CallsConfig;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.location.LocationService;
import dev.ringback.location.MemoryLocation;
import dev.ringback.store.calls.FileCallArchive;
import dev.ringback.store.embedded.EmbeddedLocation;
import dev.ringback.store.redis.RedisLocation;
import dev.ringback.store.redis.RedisSettings;
import dev.ringback.store.redis.RedisUri;
import dev.ringback.store.sql.EmbeddedSubscribers;
import dev.ringback.store.sql.SqlLocation;
import dev.ringback.store.sql.SqlSubscribers;
import dev.ringback.subscribers.MemorySubscriberStore;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The stores of this module, by their addresses in the configuration.
public final class Engines implements Stores {
    /// The folder of bindings in the data folder.
    private static final String BINDINGS = "bindings";

    /// All of them.
    public Engines() {}

    @Override
    public LocationService location(StorageConfig storage, LongSupplier clock) throws IOException {
        return switch (storage.location()) {
            case StoreAddress.Memory() -> new MemoryLocation();
            case StoreAddress.Embedded() -> embedded(storage.data(), clock);
            case StoreAddress.Redis(var uri) -> redis(uri, clock);
            case StoreAddress.Jdbc address -> SqlLocation.open(address, clock);
        };
    }

    @Override
    public Nodes nodes(LocationService location, String self) {
        return switch (location) {
            case RedisLocation redis -> redis.nodes(self);
            case SqlLocation sql -> sql.nodes(self);
            default -> Nodes.UNKNOWN;
        };
    }

    private static LocationService redis(String uri, LongSupplier clock) throws IOException {
        try {
            return RedisLocation.open(RedisSettings.of(RedisUri.parse(uri)), clock);
        } catch (IllegalArgumentException e) {
            throw new IOException("location: " + e.getMessage(), e);
        }
    }

    @Override
    public SubscriberStore subscribers(StorageConfig storage) throws IOException {
        return switch (storage.subscribers()) {
            case StoreAddress.Memory() -> new MemorySubscriberStore();
            case StoreAddress.Embedded() -> subscribers(storage.data());
            case StoreAddress.Jdbc address -> SqlSubscribers.open(address);
            case StoreAddress.Redis address -> throw noUsers(address);
        };
    }

    @Override
    public Snapshot glance(StorageConfig storage) throws IOException {
        Path data = storage.data();
        return switch (storage.subscribers()) {
            case StoreAddress.Memory() -> Snapshot.EMPTY;
            case StoreAddress.Embedded() ->
                    data == null ? Snapshot.EMPTY : EmbeddedSubscribers.glance(data);
            case StoreAddress.Jdbc address -> SqlSubscribers.glance(address);
            case StoreAddress.Redis address -> throw noUsers(address);
        };
    }

    @Override
    public CallArchive archive(StorageConfig storage) throws IOException {
        Path data = storage.data();
        CallsConfig.Archive bounds = storage.calls().archive();
        return data == null || bounds.keep() == null
                ? CallArchive.NONE
                : FileCallArchive.open(data, bounds);
    }

    private static IOException noUsers(StoreAddress.Redis address) {
        return new IOException("subscribers: " + address + " keeps bindings, no users");
    }

    private static SubscriberStore subscribers(@Nullable Path data) throws IOException {
        return data == null ? new MemorySubscriberStore() : EmbeddedSubscribers.open(data);
    }

    private static LocationService embedded(@Nullable Path data, LongSupplier clock)
            throws IOException {
        return data == null
                ? new MemoryLocation()
                : EmbeddedLocation.open(data.resolve(BINDINGS), clock);
    }
}
