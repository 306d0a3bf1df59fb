package dev.ringback.control;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Asks the server that listens on a [ControlSocket]. One thread.
public final class ControlClient implements AutoCloseable {
    /// A reload may compile a class, and a snapshot may read a store that is elsewhere.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ControlSocket socket;
    private final LineChannel lines;

    private ControlClient(ControlSocket socket, LineChannel lines) {
        this.socket = socket;
        this.lines = lines;
    }

    /// Connects.
    ///
    /// @throws ControlException where no server is there, or this user may not ask it
    public static ControlClient connect(ControlSocket socket) throws IOException {
        socket.check();
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket.path()));
            return new ControlClient(socket, new LineChannel(channel, LineChannel.MOST_ANSWERED));
        } catch (IOException e) {
            channel.close();
            throw new ControlException(unreachable(socket, e));
        }
    }

    private static String unreachable(ControlSocket socket, IOException e) {
        boolean denied =
                e instanceof AccessDeniedException
                        || String.valueOf(e.getMessage()).contains("Permission denied");
        if (denied) {
            return "cannot use "
                    + socket.path()
                    + ": permission denied; only the user of the server may";
        }
        String which = "(--data, --config or --socket say which server)";
        return Files.exists(socket.path())
                ? "no server answers at " + socket.path() + " " + which
                : "no server runs with the control socket " + socket.path() + " " + which;
    }

    /// Asks, and gives the answer.
    ///
    /// @throws ControlException where the server says that it did not work out
    /// @throws IOException where the connection ends
    public Map<String, @Nullable Object> ask(ControlRequest request) throws IOException {
        return ask(request, _ -> {});
    }

    /// Asks for many things, and gives the answer.
    ///
    /// @param items takes them as they come
    /// @throws ControlException where the server says that it did not work out
    /// @throws IOException where the connection ends
    public Map<String, @Nullable Object> ask(
            ControlRequest request, Consumer<Map<String, @Nullable Object>> items)
            throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("command", request.command());
        line.putAll(request.arguments());
        try {
            lines.write(JsonLine.write(line), PATIENCE);
            while (true) {
                Map<String, @Nullable Object> answer = JsonLine.read(lines.read(PATIENCE));
                if (answer.get("item") instanceof Map<?, ?> item) {
                    items.accept(named(item));
                } else {
                    return settled(answer);
                }
            }
        } catch (EOFException _) {
            throw new ControlException("the server at " + socket.path() + " has ended");
        } catch (SocketTimeoutException _) {
            throw new ControlException("the server at " + socket.path() + " does not answer");
        }
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> item) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        item.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static Map<String, @Nullable Object> settled(Map<String, @Nullable Object> answer)
            throws ControlException {
        if (Boolean.TRUE.equals(answer.remove("ok"))) {
            return answer;
        }
        Object details = answer.get("details");
        throw new ControlException(
                Objects.requireNonNullElse(answer.get("error"), "no reason").toString(),
                details instanceof List<?> list
                        ? list.stream().map(String::valueOf).toList()
                        : List.of());
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
