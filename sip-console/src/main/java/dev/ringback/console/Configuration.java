package dev.ringback.console;

import dev.ringback.app.ServerStatus;
import dev.ringback.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file by which a server runs.
public interface Configuration {
    /// The file; null for a server that runs without one.
    @Nullable Path file();

    /// Checks a text that may become the file, as `ringback serve --check` does. Changes nothing.
    ///
    /// @throws ConfigException where it cannot be used
    /// @throws IOException where something that it names cannot be used
    void check(String text) throws ConfigException, IOException;

    /// Writes the file and puts it in force, as one version. Where that fails all is as before.
    ///
    /// @throws ConfigException where it cannot be used
    /// @throws IOException where it cannot be written, or something that it names cannot be used
    ServerStatus.Version apply(String text) throws ConfigException, IOException;
}
