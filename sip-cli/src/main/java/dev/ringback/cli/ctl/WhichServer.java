package dev.ringback.cli.ctl;

import dev.ringback.cli.terminal.UsageException;
import dev.ringback.cli.user.DataFolder;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ServerConfig;
import dev.ringback.control.ControlClient;
import dev.ringback.control.ControlException;
import dev.ringback.control.ControlSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options that say which running server is meant.
@Command
public final class WhichServer {
    @Mixin private DataFolder folder = new DataFolder();

    @Option(
            names = "--socket",
            paramLabel = "PATH",
            description = "the server's control socket (ctl.sock in the data folder)")
    private @Nullable Path socket;

    /// None is given yet.
    public WhichServer() {}

    /// Its configuration, as far as these options tell.
    public ServerConfig config() throws ConfigException {
        return folder.config();
    }

    /// Its socket; where nothing says which server, and none runs in the usual folder, that of the
    /// demonstration. Null where its configuration has none.
    public @Nullable ControlSocket socket() throws ConfigException {
        Path path = socket == null ? config().control() : socket;
        if (socket == null && !folder.named() && (path == null || !Files.exists(path))) {
            ControlSocket demo = DemoSocket.newest();
            if (demo != null) {
                return demo;
            }
        }
        return path == null ? null : new ControlSocket(path);
    }

    /// The socket at which it answers; null where it does not run.
    public @Nullable ControlSocket running() throws IOException {
        try {
            ControlSocket where = socket();
            if (where == null || !Files.exists(where.path())) {
                return null;
            }
            ControlClient.connect(where).close();
            return where;
        } catch (ControlException _) {
            return null; // a dead process left it
        } catch (ConfigException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// Connects to it.
    ///
    /// @throws FailedException where it does not run
    public ControlClient connect() throws ConfigException, UsageException, IOException {
        ControlSocket where = socket();
        if (where == null) {
            throw new UsageException("the configuration has no control socket");
        }
        return ControlClient.connect(where);
    }
}
