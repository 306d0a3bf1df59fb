package dev.ringback.config.storage;

import dev.ringback.config.Place;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What outlives a restart.
///
/// @param data the folder of the users, or null for a server that keeps nothing
/// @param secret the file of the key that signs routes and addresses of devices; null for `secret`
///   in the data folder, where there is one
/// @param place where the configuration names the file, for messages; null where nothing does
/// @param location which store keeps bindings
/// @param subscribers which store keeps users and domains
/// @param cluster how it works with others that share the store of bindings
public record StorageConfig(
        @Nullable Path data,
        @Nullable Path secret,
        @Nullable Place place,
        StoreAddress location,
        StoreAddress subscribers,
        ClusterConfig cluster) {
    /// What there is without a configuration.
    public static final StorageConfig STANDARD =
            new StorageConfig(
                    Path.of("ringback-data"),
                    null,
                    null,
                    new StoreAddress.Embedded(),
                    new StoreAddress.Embedded(),
                    ClusterConfig.STANDARD);

    /// This with another data folder.
    public StorageConfig withData(@Nullable Path folder) {
        return new StorageConfig(folder, secret, place, location, subscribers, cluster);
    }

    /// This with another file of the key.
    public StorageConfig withSecret(Path file, Place where) {
        return new StorageConfig(data, file, where, location, subscribers, cluster);
    }

    /// This with another store of bindings.
    public StorageConfig withLocation(StoreAddress store) {
        return new StorageConfig(data, secret, place, store, subscribers, cluster);
    }

    /// This with another store of users and domains.
    public StorageConfig withSubscribers(StoreAddress store) {
        return new StorageConfig(data, secret, place, location, store, cluster);
    }

    /// This with others that share the store of bindings.
    public StorageConfig withCluster(ClusterConfig others) {
        return new StorageConfig(data, secret, place, location, subscribers, others);
    }

    /// This as it was read from a file, at whose folder the path of the key begins.
    public StorageConfig from(Path file) {
        Path parent = file.getParent();
        return secret == null || parent == null
                ? this
                : new StorageConfig(
                        data, parent.resolve(secret), place, location, subscribers, cluster);
    }
}
