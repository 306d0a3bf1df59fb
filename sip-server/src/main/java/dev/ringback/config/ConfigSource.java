package dev.ringback.config;

import java.nio.file.Path;
import java.util.Map;

/// Where a configuration can be read from again while its server runs.
@FunctionalInterface
public interface ConfigSource {
    /// All of it, as it is now.
    ///
    /// @throws ConfigException where it cannot be used
    ServerConfig read() throws ConfigException;

    /// A configuration that stays, but for the routing, which is read again from its file.
    ///
    /// @param environment the variables that the file may name
    static ConfigSource routingOf(ServerConfig config, Map<String, String> environment) {
        Path file = config.routing().file();
        return () -> {
            if (file == null) {
                return config;
            }
            ServerConfigBuilder read = ServerConfig.builder();
            ConfigFile.read(file, environment, read);
            return new ServerConfig(
                    config.network(),
                    config.access(),
                    config.registrar(),
                    config.limits(),
                    read.routing(),
                    config.storage());
        };
    }
}
