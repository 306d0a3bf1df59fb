package dev.ringback.control;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.ServerCounts;
import dev.ringback.app.ServerStatus;
import dev.ringback.config.ConfigException;
import dev.ringback.config.HostName;
import dev.ringback.stack.ListenPoint;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What can be asked of a running server: `status`, `drain`, `resume`, `reload`, `bindings`,
/// `unbind`, `snapshot`, `why` and `flow`; docs/operate/control.md has what each takes and answers.
public final class ServerCommands {
    private final RingbackServer server;
    private final String program;
    private final Reload reload;
    private final Instant started = Instant.now();

    private ServerCommands(RingbackServer server, String program, Reload reload) {
        this.server = server;
        this.program = program;
        this.reload = reload;
    }

    /// Reads everything anew and puts it in force.
    @FunctionalInterface
    public interface Reload {
        /// The version that is in force then.
        ///
        /// @throws ConfigException where the configuration cannot be used
        /// @throws IOException where something that it names cannot be used
        ServerStatus.Version run() throws ConfigException, IOException;
    }

    /// Those of a server that has started just now.
    ///
    /// @param program the version of the program
    /// @param reload what is done on `reload`
    public static Map<String, ControlCommand> of(
            RingbackServer server, String program, Reload reload) {
        ServerCommands commands = new ServerCommands(server, program, reload);
        Map<String, ControlCommand> all = new LinkedHashMap<>();
        all.put("status", (_, _) -> commands.status());
        all.put("drain", (_, _) -> commands.drain());
        all.put("resume", (_, _) -> commands.resume());
        all.put("reload", commands::reload);
        all.putAll(BindingCommands.of(server));
        all.putAll(CallCommands.of(server.calls()));
        return all;
    }

    private Map<String, @Nullable Object> status() {
        ServerStatus status = server.status();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("pid", ProcessHandle.current().pid());
        answer.put("version", program);
        answer.put("started", started);
        answer.put("uptime", Duration.between(started, Instant.now()).toSeconds());
        answer.put("config", version(status.version()));
        answer.put("listen", server.listenPoints().stream().map(ServerCommands::socket).toList());
        answer.put("users", status.version().users());
        answer.put("bindings", status.store().bindings());
        answer.put("transactions", status.work().transactions());
        answer.put("waiting", status.work().waiting());
        answer.put("calls", status.work().calls());
        answer.put("stalled", status.work().stalled());
        answer.put("draining", status.draining());
        answer.put("counts", counts(status.counts()));
        answer.put("drops", new TreeMap<>(status.drops()));
        Map<String, @Nullable Object> store = new LinkedHashMap<>();
        store.put("kind", status.store().kind());
        store.put("trouble", status.store().trouble());
        answer.put("store", store);
        answer.put("recorded", CallCommands.status(server));
        return answer;
    }

    private static Map<String, Object> version(ServerStatus.Version version) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("number", version.number());
        answer.put("since", version.since());
        answer.put("pending", version.pending());
        return answer;
    }

    private static Map<String, Object> counts(ServerCounts counts) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("calls", counts.work().calls());
        answer.put("registrations", counts.work().registrations());
        answer.put("messages", counts.messages());
        answer.put("dropped", counts.dropped());
        answer.put("malformed", counts.malformed());
        answer.put("retransmitted", counts.retransmitted());
        answer.put("faults", counts.faults());
        return answer;
    }

    private static String socket(ListenPoint point) {
        String host = HostName.text(point.bound().getAddress());
        String literal = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return point.transport().parameter() + ":" + literal + ":" + point.bound().getPort();
    }

    private Map<String, @Nullable Object> drain() {
        server.drain();
        return left();
    }

    private Map<String, @Nullable Object> resume() {
        server.resume();
        return left();
    }

    private Map<String, @Nullable Object> left() {
        ServerStatus status = server.status();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("draining", status.draining());
        answer.put("transactions", status.work().transactions());
        answer.put("calls", status.work().calls());
        answer.put("stalled", status.work().stalled());
        return answer;
    }

    private Map<String, @Nullable Object> reload(
            ControlRequest request, Consumer<Map<String, ? extends @Nullable Object>> items)
            throws IOException {
        try {
            ServerStatus.Version version = reload.run();
            Map<String, @Nullable Object> answer = new LinkedHashMap<>(version(version));
            answer.put("users", version.users());
            return answer;
        } catch (ConfigException e) {
            throw new ControlException(String.valueOf(e.getMessage()), e.details());
        } catch (IllegalArgumentException e) {
            throw new ControlException(String.valueOf(e.getMessage()), List.of());
        }
    }
}
