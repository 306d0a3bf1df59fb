package dev.ringback.cli.serve;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerStatus;
import dev.ringback.app.source.FileChange;
import dev.ringback.cli.terminal.Version;
import dev.ringback.config.ConfigException;
import dev.ringback.control.ControlCommand;
import dev.ringback.control.ControlServer;
import dev.ringback.control.ControlSocket;
import dev.ringback.control.ServerCommands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a running server is operated: by its control socket, by SIGHUP and by the service manager.
/// Any thread.
final class Operation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Operation.class);

    private final RingbackServer server;
    private final Supervisor manager = Supervisor.of(System.getenv());
    private final AtomicReference<@Nullable ControlServer> control = new AtomicReference<>();

    Operation(RingbackServer server) {
        this.server = server;
    }

    /// Begins to listen to the operator. Where the socket cannot be had the server runs without.
    ///
    /// @param socket where; null for nowhere
    void open(@Nullable ControlSocket socket) {
        HangUp.onEach(this::hangUp);
        if (socket != null) {
            listen(socket);
        }
        manager.ready(told());
        manager.watch(System.getenv(), server::answers);
    }

    private void listen(ControlSocket socket) {
        try {
            control.set(
                    ControlServer.open(
                            socket, ServerCommands.of(server, Version.FULL, this::reload)));
        } catch (IOException e) {
            LOG.warn("the server cannot be operated by 'ringback ctl': {}", e.getMessage());
        }
    }

    /// What tells how the server is.
    ControlCommand status() {
        return Objects.requireNonNull(
                ServerCommands.of(server, Version.FULL, this::reload).get("status"));
    }

    /// Changes the configuration's file and puts it in force.
    ServerStatus.Version apply(Path file, String text) throws ConfigException, IOException {
        manager.reloading();
        try {
            return server.reload(new FileChange(file, text));
        } finally {
            manager.ready(told());
        }
    }

    private ServerStatus.Version reload() throws ConfigException, IOException {
        manager.reloading();
        try {
            return server.reload();
        } finally {
            manager.ready(told());
        }
    }

    /// How the server is, in the manager's list of services.
    private String told() {
        ServerStatus.Version version = server.version();
        return "version " + version.number() + " of the configuration since " + version.since();
    }

    private void hangUp() {
        try {
            ServerStatus.Version version = reload();
            LOG.info("SIGHUP: version {} is in force", version.number());
        } catch (ConfigException | IOException | IllegalArgumentException e) {
            LOG.warn("SIGHUP changes nothing: {}", e.getMessage());
        }
    }

    /// The server begins to end.
    void stopping() {
        manager.stopping();
    }

    /// Listens no more.
    @Override
    public void close() {
        ControlServer open = control.getAndSet(null);
        if (open != null) {
            open.close();
        }
        manager.close();
    }
}
