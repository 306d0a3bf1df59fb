package dev.ringback.cli.user;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.config.storage.StorageConfig;
import dev.ringback.config.storage.StoreAddress;
import dev.ringback.store.Engines;
import dev.ringback.subscribers.Snapshot;
import dev.ringback.subscribers.SubscriberStore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say which server is meant: its data folder, and its store of users and domains.
@Command
public final class DataFolder {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "the server's data folder (ringback-data)")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "the server's configuration, for its stores, data folder, socket and domain")
    private @Nullable Path config;

    /// None is given yet.
    public DataFolder() {}

    /// Its configuration, as far as these options tell.
    public ServerConfig config() throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        if (config != null) {
            ConfigFile.read(config, System.getenv(), builder);
        }
        if (data != null) {
            builder.data(data);
        }
        return builder.build();
    }

    /// Whether a folder or a configuration was named.
    public boolean named() {
        return data != null || config != null;
    }

    /// The folder itself.
    public Path path() throws ConfigException {
        Path folder = config().data();
        return folder == null ? Path.of(".") : folder;
    }

    /// Opens the store of users and domains. Whoever opens it closes it.
    ///
    /// @throws IOException where it cannot be opened
    public SubscriberStore store() throws ConfigException, UsageException, IOException {
        StorageConfig storage = config().storage();
        if (storage.subscribers() instanceof StoreAddress.Memory) {
            throw new UsageException("subscribers: memory keeps nothing that could be changed");
        }
        return new Engines().subscribers(storage);
    }

    /// What is in the store, where nothing is changed.
    ///
    /// @throws IOException where it cannot be read
    Snapshot glance() throws ConfigException, IOException {
        return new Engines().glance(config().storage());
    }

    /// For people: where users and domains are.
    public String place() throws ConfigException {
        StoreAddress store = config().storage().subscribers();
        return store instanceof StoreAddress.Jdbc ? store.toString() : path().toString();
    }

    /// The domain of a user that was written without one.
    public String domain() throws ConfigException {
        return config().served().getFirst();
    }
}
