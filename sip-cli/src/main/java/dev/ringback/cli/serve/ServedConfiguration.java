package dev.ringback.cli.serve;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerStatus;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ConfigException;
import dev.ringback.console.Configuration;
import dev.ringback.store.Engines;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file of `serve --config`, under the options that it was given.
///
/// @param options the options
/// @param operation puts things in force
record ServedConfiguration(ServeOptions options, Operation operation) implements Configuration {
    @Override
    public @Nullable Path file() {
        return options.file();
    }

    @Override
    public void check(String text) throws ConfigException, IOException {
        try {
            RingbackServer.check(options.config(text), new Engines());
        } catch (UsageException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ServerStatus.Version apply(String text) throws ConfigException, IOException {
        Path file = options.file();
        if (file == null) {
            throw new IOException("the server runs without a configuration file");
        }
        return operation.apply(file, text);
    }
}
