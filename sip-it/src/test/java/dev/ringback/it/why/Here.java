package dev.ringback.it.why;

import dev.ringback.app.RingbackServer;
import dev.ringback.app.Stores;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.echo.EchoMedia;
import dev.ringback.it.codes.Ask;
import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Received;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// A server for `localhost` in this process, on ports of 127.0.0.1 that the system chose, and
/// callers of it.
final class Here implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String USUAL = "auth: {required: false}\n";

    /// With one, bounds are those of the configuration; with several, a message may come to another
    /// than that which waits for it.
    private static final int SHARDS = 1;

    private final RingbackServer server;
    private final AtomicInteger users = new AtomicInteger();

    private Here(RingbackServer server) {
        this.server = server;
    }

    /// Starts it with no more than these lines of configuration: users have to prove who they are,
    /// and there is one, alice, whose password is `secret`.
    static Here start(String yaml) {
        return start(yaml, Stores.MEMORY, SHARDS);
    }

    /// Starts one that asks nobody who he is.
    static Here open(String yaml) {
        return start(USUAL + yaml);
    }

    /// Starts one that asks nobody who he is, with stores of a test.
    static Here open(Stores stores) {
        return start(USUAL, stores, SHARDS);
    }

    /// Starts one of several shards that asks nobody who he is.
    static Here wide(int shards) {
        return start(USUAL, Stores.MEMORY, shards);
    }

    private static Here start(String yaml, Stores stores, int shards) {
        ServerConfigBuilder builder =
                ServerConfig.builder()
                        .listen(
                                List.of(
                                        Listen.parse("udp:127.0.0.1:0"),
                                        Listen.parse("tcp:127.0.0.1:0")))
                        .domains(List.of("localhost"))
                        .data(null)
                        .shards(shards);
        builder.user(new ServerConfig.User("alice", null, "secret"));
        try {
            ConfigFile.read("why.yaml", yaml, Map.of(), builder);
            return new Here(RingbackServer.start(builder.build(), EchoMedia.NONE, stores));
        } catch (Exception e) {
            throw new AssertionError(yaml, e);
        }
    }

    RingbackServer server() {
        return server;
    }

    int port(Transport transport) {
        for (ListenPoint point : server.listenPoints()) {
            if (point.transport() == transport) {
                return point.bound().getPort();
            }
        }
        throw new IllegalArgumentException("not heard over " + transport);
    }

    /// Registers a new user at a place.
    ///
    /// @return its address
    String user(String... contacts) {
        String user = "user" + users.incrementAndGet();
        bind(user, contacts);
        return address(user);
    }

    static String address(String user) {
        return "sip:" + user + "@localhost";
    }

    /// Registers a user at places.
    void bind(String user, String... contacts) {
        Ask register = Ask.register(user);
        for (String contact : contacts) {
            register = register.plus("Contact", contact);
        }
        register(register);
    }

    /// Registers a user who is reached by a connection alone.
    ///
    /// @return the phone at its other end
    Caller connected(String user) {
        Caller phone = Caller.over("TCP", port(Transport.TCP));
        Ask register =
                Ask.register(user)
                        .with("Contact", "<sip:" + user + "@phone.invalid;transport=tcp>");
        phone.send(register.text(phone));
        phone.finalTo("REGISTER", PATIENCE);
        return phone;
    }

    /// Registers a user who was reached by a connection alone, which has ended.
    void leaveBehind(String user) {
        connected(user).close();
        AddressOfRecord aor = new AddressOfRecord(user, "localhost");
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> server.location().bindings(aor, server.now()).getFirst().failed());
    }

    void register(Ask register) {
        try (Caller phone = Caller.over("UDP", port(Transport.UDP))) {
            phone.send(register.text(phone));
            Received bound = phone.finalTo("REGISTER", PATIENCE);
            if (bound.status() != 200) {
                throw new AssertionError(bound.text());
            }
        }
    }

    /// Calls a new user who is registered at a place.
    Story reach(String... contacts) {
        return call(user(contacts));
    }

    /// Calls an address.
    Story call(String uri) {
        return ask(Ask.of("INVITE", uri));
    }

    /// Sends a request over UDP and waits for its end.
    Story ask(Ask ask) {
        return ask("UDP", ask);
    }

    Story ask(String transport, Ask ask) {
        try (Caller caller = Caller.over(transport, port(Transport.valueOf(transport)))) {
            return play(caller, ask);
        }
    }

    /// Sends a request and waits for its end.
    Story play(Caller caller, Ask ask) {
        caller.send(ask.text(caller));
        return end(caller, ask);
    }

    /// Waits for the end of a request.
    Story end(Caller caller, Ask ask) {
        Received response = caller.finalTo(ask.method(), PATIENCE);
        String ack = ask.ack(caller, response);
        if (!ack.isEmpty()) {
            caller.send(ack);
        }
        return story(callId(caller, ask), response.status());
    }

    static String callId(Caller caller, Ask ask) {
        return ask.value("Call-ID").replace("%P", Integer.toString(caller.port()));
    }

    /// What is said of a call that ended so.
    Story story(String callId, int status) {
        return Story.of(status, server.calls(), callId);
    }

    @Override
    public void close() {
        server.close();
    }
}
