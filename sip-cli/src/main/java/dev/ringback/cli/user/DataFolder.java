package dev.ringback.cli.user;

import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.subscribers.UsersFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The options that say which server's data folder is meant.
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
            description = "the server's configuration, for its data folder and first domain")
    private @Nullable Path config;

    /// None is given yet.
    public DataFolder() {}

    private ServerConfig server() throws ConfigException {
        ServerConfigBuilder builder = ServerConfig.builder();
        if (config != null) {
            ConfigFile.read(config, System.getenv(), builder);
        }
        if (data != null) {
            builder.data(data);
        }
        return builder.build();
    }

    /// The folder itself.
    public Path path() throws ConfigException {
        Path folder = server().data();
        return folder == null ? Path.of(".") : folder;
    }

    /// The file of users.
    UsersFile users() throws ConfigException {
        return new UsersFile(path().resolve("users"));
    }

    /// The domain of a user that was written without one.
    String domain() throws ConfigException {
        return server().served().getFirst();
    }
}
