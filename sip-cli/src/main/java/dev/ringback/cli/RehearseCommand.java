package dev.ringback.cli;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.client.Registration;
import dev.ringback.cli.client.Requests;
import dev.ringback.cli.client.SipClient;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.rehearse.DeadEnd;
import dev.ringback.cli.rehearse.RehearsalCertificate;
import dev.ringback.cli.rehearse.RehearsedCalls;
import dev.ringback.cli.serve.Announcement;
import dev.ringback.cli.serve.RehearsedConsole;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.secure.TlsConfig;
import dev.ringback.echo.EchoMedia;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.ListenPoint;
import dev.ringback.store.Engines;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.subscribers.SubscriberStore;
import dev.ringback.uri.SipUri;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback rehearse`: goes through everything that a start and a call need, so that the JVM can
/// keep what it learnt: the classes (JEP 483), and which ways the calls take through the code (JEP
/// 515), for which it has to see some thousand calls. For the launcher. One of its users is in the
/// store of the data folder, so that a server with users starts as fast as one without.
///
/// It keeps away from the commands that know S/MIME. The JDK does not put classes of signed jars
/// into its cache; what depends on them makes every start check those signatures, for a fifth of a
/// second.
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ROUNDS = 300;
    private static final int CALLS = 6_000;

    /// To each dead end.
    private static final int HOPELESS_CALLS = 3_000;

    /// The calls end after this time on a slow machine; somebody waits for the launcher.
    private static final Duration ENOUGH = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(2);

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter silent = new PrintWriter(new StringWriter());
        for (String line : List.of("serve --demo --check", "", "serve --help", "serve --wrong")) {
            Main.run(silent, silent, line.isEmpty() ? new String[0] : line.split(" ", -1));
        }
        Path data = Files.createTempDirectory("ringback-rehearsal");
        try {
            serve(data);
        } finally {
            delete(data);
        }
        return 0;
    }

    /// The server keeps files there, its secret and bindings.
    private static void delete(Path data) throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void serve(Path data) throws Exception {
        boolean tls = RehearsalCertificate.make(data);
        List<Listen> sockets = new ArrayList<>();
        sockets.add(Listen.parse("udp:127.0.0.1:0"));
        sockets.add(Listen.parse("tcp:127.0.0.1:0"));
        if (tls) {
            sockets.add(Listen.parse("tls:127.0.0.1:0"));
        }
        ServerConfig config =
                ServerConfig.builder()
                        .listen(sockets)
                        .tls(tls ? RehearsalCertificate.in(data) : TlsConfig.NONE)
                        .user(new ServerConfig.User("alice", null, "alice"))
                        .data(data)
                        .build();
        try (SubscriberStore users = new Engines().subscribers(config.storage())) {
            users.put(List.of(Subscriber.withPassword("bob", "localhost", "bob")));
        }
        try (RingbackServer server = RingbackServer.start(config, EchoMedia.NONE, new Engines())) {
            spec.commandLine()
                    .getOut()
                    .println(
                            new Announcement(
                                            server,
                                            config,
                                            spec.commandLine().getColorScheme().ansi())
                                    .ready());
            for (ListenPoint point : server.listenPoints()) {
                if (!point.transport().secure()) {
                    rehearse(point);
                }
            }
            if (tls) {
                try (DeadEnd refusing = DeadEnd.refusing();
                        DeadEnd closing = DeadEnd.closing()) {
                    fail(server.listenPoints().getFirst(), refusing);
                    fail(server.listenPoints().getFirst(), closing);
                }
            }
            RehearsedConsole.open(server);
            spec.commandLine().getOut().println(Announcement.summary(server));
        }
    }

    /// Registers with digest and asks the server, over and over; then calls who is registered.
    private static void rehearse(ListenPoint server) throws Exception {
        Target target = target(server);
        SipUri alice = SipUri.of(false, "alice", target.host(), target.port());
        try (SipClient client = SipClient.open(target);
                RehearsedCalls calls =
                        new RehearsedCalls(server.transport(), server.bound(), alice.toString())) {
            for (int i = 0; i < ROUNDS; i++) {
                register(client, target, alice, new Registration.Wish.Bind(calls.contact(), 60));
                client.send(options(target), PATIENCE);
            }
            many(CALLS, ENOUGH, calls::call);
            // The next calls would wait for this callee too, which will be gone.
            register(client, target, alice, new Registration.Wish.RemoveAll());
        }
    }

    /// Opens connections over TLS in vain. Many are opened in one moment when a neighbour is gone.
    private static void fail(ListenPoint server, DeadEnd end) throws Exception {
        Target target = target(server);
        SipUri alice = SipUri.of(false, "alice", target.host(), target.port());
        try (SipClient client = SipClient.open(target);
                RehearsedCalls calls =
                        new RehearsedCalls(server.transport(), server.bound(), alice.toString())) {
            register(client, target, alice, new Registration.Wish.Bind(end.contact(), 60));
            many(HOPELESS_CALLS, SOON, calls::refused);
            register(client, target, alice, new Registration.Wish.RemoveAll());
        }
    }

    private static void many(int most, Duration time, BooleanSupplier call) {
        long end = System.nanoTime() + time.toNanos();
        int made = 0;
        while (made < most && System.nanoTime() - end < 0 && call.getAsBoolean()) {
            made++;
        }
    }

    private static Target target(ListenPoint server) throws UsageException {
        return Target.parse(
                server.transport().parameter() + ":127.0.0.1:" + server.bound().getPort());
    }

    private static void register(
            SipClient client, Target target, SipUri alice, Registration.Wish wish)
            throws Exception {
        new Registration(client, target.uri(), alice, PATIENCE).run(wish, "alice", () -> "alice");
    }

    private static SipRequest.Builder options(Target target) {
        return new Requests()
                .next(Method.OPTIONS, target.uri(), "sip:x@y.invalid", "sip:z.invalid");
    }
}
