package dev.ringback.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers on a [ControlSocket]. Each line asked is a JSON object whose `command` names a
/// [ControlCommand]; it is answered by a line for each item, `{"item":…}`, and by one with `"ok"`.
///
/// Each connection has a virtual thread. So many are served at once, each for so long while nothing
/// comes.
public final class ControlServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);
    private static final int MOST_CONNECTIONS = 16;
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration TAKING = Duration.ofSeconds(30);

    /// After nobody could be accepted, so that a lack of file descriptors makes no busy loop.
    private static final Duration RESTING = Duration.ofMillis(100);

    private final ControlSocket socket;
    private final ControlSocket.Bound bound;
    private final Map<String, ControlCommand> commands;
    private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    private ControlServer(
            ControlSocket socket, ControlSocket.Bound bound, Map<String, ControlCommand> commands) {
        this.socket = socket;
        this.bound = bound;
        this.commands = Map.copyOf(commands);
    }

    /// Listens, and answers from now on.
    ///
    /// @param commands what can be asked, by name
    /// @throws IOException where the socket cannot be had; the message is for the operator
    public static ControlServer open(ControlSocket socket, Map<String, ControlCommand> commands)
            throws IOException {
        ControlServer server = new ControlServer(socket, socket.bind(), commands);
        Thread.ofVirtual().name("control").start(server::accept);
        return server;
    }

    private void accept() {
        while (bound.channel().isOpen()) {
            try {
                SocketChannel channel = bound.channel().accept();
                open.add(channel);
                Thread.ofVirtual().name("control-line").start(() -> serve(channel));
            } catch (IOException e) {
                LOG.debug("nobody is accepted: {}", e.toString());
                LockSupport.parkNanos(RESTING.toNanos());
            }
        }
    }

    private void serve(SocketChannel channel) {
        boolean served = places.tryAcquire();
        try (LineChannel lines = new LineChannel(channel, LineChannel.MOST_ASKED)) {
            if (!served) {
                lines.write(refusal("too many connections", List.of()), TAKING);
            }
            while (served && bound.channel().isOpen()) {
                answer(lines, lines.read(IDLE));
            }
        } catch (EOFException | SocketTimeoutException e) {
            LOG.debug("a control connection ends: {}", e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("a control connection ends: {}", e.toString());
        } finally {
            open.remove(channel);
            if (served) {
                places.release();
            }
        }
    }

    private void answer(LineChannel lines, String line) throws IOException {
        lines.write(answered(lines, line), TAKING);
    }

    private String answered(LineChannel lines, String line) {
        try {
            ControlRequest request = request(line);
            ControlCommand command = commands.get(request.command());
            if (command == null) {
                return refusal(
                        "no command '"
                                + request.command()
                                + "': "
                                + String.join(", ", new TreeSet<>(commands.keySet())),
                        List.of());
            }
            Map<String, @Nullable Object> answer = new LinkedHashMap<>();
            answer.put("ok", true);
            answer.putAll(command.run(request, item -> pass(lines, item)));
            return JsonLine.write(answer);
        } catch (ControlException e) {
            return refusal(e.getMessage(), e.details());
        } catch (IOException e) {
            return refusal(e.getMessage() == null ? e.toString() : e.getMessage(), List.of());
        } catch (UncheckedIOException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("a control command failed", e);
            return refusal("this is a bug, please report it: " + e, List.of());
        }
    }

    private static ControlRequest request(String line) throws IOException {
        Map<String, @Nullable Object> object = JsonLine.read(line);
        if (!(object.remove("command") instanceof String command)) {
            throw new ControlException("no 'command'");
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        object.forEach(
                (name, value) -> {
                    if (value != null) {
                        arguments.put(name, value);
                    }
                });
        return new ControlRequest(command, arguments);
    }

    private static void pass(LineChannel lines, Map<String, ? extends @Nullable Object> item) {
        try {
            lines.write(JsonLine.write(Map.of("item", item)), TAKING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String refusal(@Nullable String reason, List<String> details) {
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("error", reason);
        if (!details.isEmpty()) {
            answer.put("details", details);
        }
        return JsonLine.write(answer);
    }

    /// Where it is heard.
    public ControlSocket socket() {
        return socket;
    }

    /// Takes the socket away and ends all connections.
    @Override
    public void close() {
        try {
            socket.remove(bound);
            bound.channel().close();
            for (SocketChannel channel : open) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("the control socket stays: {}", e.toString());
        }
    }
}
