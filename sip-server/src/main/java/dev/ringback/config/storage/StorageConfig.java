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
/// @param cluster how it works with others that share that store
public record StorageConfig(
        @Nullable Path data,
        @Nullable Path secret,
        @Nullable Place place,
        StoreAddress location,
        ClusterConfig cluster) {
    /// What there is without a configuration.
    public static final StorageConfig STANDARD =
            new StorageConfig(
                    Path.of("ringback-data"),
                    null,
                    null,
                    new StoreAddress.Embedded(),
                    ClusterConfig.STANDARD);

    /// This with another data folder.
    public StorageConfig withData(@Nullable Path folder) {
        return new StorageConfig(folder, secret, place, location, cluster);
    }

    /// This with another file of the key.
    public StorageConfig withSecret(Path file, Place where) {
        return new StorageConfig(data, file, where, location, cluster);
    }

    /// This with another store of bindings.
    public StorageConfig withLocation(StoreAddress store) {
        return new StorageConfig(data, secret, place, store, cluster);
    }

    /// This with others that share the store.
    public StorageConfig withCluster(ClusterConfig others) {
        return new StorageConfig(data, secret, place, location, others);
    }

    /// This as it was read from a file, at whose folder the path of the key begins.
    public StorageConfig from(Path file) {
        Path parent = file.getParent();
        return secret == null || parent == null
                ? this
                : new StorageConfig(data, parent.resolve(secret), place, location, cluster);
    }
}
