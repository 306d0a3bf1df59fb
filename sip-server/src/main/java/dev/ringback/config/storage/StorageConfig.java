package dev.ringback.config.storage;

import dev.ringback.config.Place;
import dev.ringback.config.calls.CallsConfig;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What outlives a restart.
///
/// @param data the folder of the users, or null for a server that keeps nothing
/// @param key the key that signs routes and addresses of devices
/// @param location which store keeps bindings
/// @param subscribers which store keeps users and domains
/// @param cluster how it works with others that share the store of bindings
/// @param calls what is remembered of calls
public record StorageConfig(
        @Nullable Path data,
        KeyFile key,
        StoreAddress location,
        StoreAddress subscribers,
        ClusterConfig cluster,
        CallsConfig calls) {
    /// What there is without a configuration.
    public static final StorageConfig STANDARD =
            new StorageConfig(
                    Path.of("ringback-data"),
                    new KeyFile(null, null),
                    new StoreAddress.Embedded(),
                    new StoreAddress.Embedded(),
                    ClusterConfig.STANDARD,
                    CallsConfig.STANDARD);

    /// The key that signs routes and addresses of devices.
    ///
    /// @param file its file; null for `secret` in the data folder, where there is one
    /// @param place where the configuration names the file, for messages; null where nothing does
    public record KeyFile(@Nullable Path file, @Nullable Place place) {}

    /// The file of the key that signs routes and addresses of devices; null for `secret` in the
    /// data folder, where there is one.
    public @Nullable Path secret() {
        return key.file;
    }

    /// What the store of bindings is called, without its address, which may hold a password.
    public String kind() {
        return switch (location) {
            case StoreAddress.Embedded() -> data == null ? "memory" : "embedded";
            case StoreAddress.Memory() -> "memory";
            case StoreAddress.Redis _ -> "redis";
            case StoreAddress.Jdbc _ -> "jdbc";
        };
    }

    /// This with another data folder.
    public StorageConfig withData(@Nullable Path folder) {
        return new StorageConfig(folder, key, location, subscribers, cluster, calls);
    }

    /// This with another file of the key.
    public StorageConfig withSecret(Path file, Place where) {
        return new StorageConfig(
                data, new KeyFile(file, where), location, subscribers, cluster, calls);
    }

    /// This with another store of bindings.
    public StorageConfig withLocation(StoreAddress store) {
        return new StorageConfig(data, key, store, subscribers, cluster, calls);
    }

    /// This with another store of users and domains.
    public StorageConfig withSubscribers(StoreAddress store) {
        return new StorageConfig(data, key, location, store, cluster, calls);
    }

    /// This with others that share the store of bindings.
    public StorageConfig withCluster(ClusterConfig others) {
        return new StorageConfig(data, key, location, subscribers, others, calls);
    }

    /// This with other memories of calls.
    public StorageConfig withCalls(CallsConfig remembered) {
        return new StorageConfig(data, key, location, subscribers, cluster, remembered);
    }

    /// This as it was read from a file, at whose folder the paths of the key and of call detail
    /// records begin.
    public StorageConfig from(Path file) {
        Path parent = file.getParent();
        Path named = key.file;
        KeyFile found =
                named == null || parent == null
                        ? key
                        : new KeyFile(parent.resolve(named), key.place);
        return new StorageConfig(data, found, location, subscribers, cluster, calls.from(file));
    }
}
