package dev.ringback.cli;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.client.Registration;
import dev.ringback.cli.client.Requests;
import dev.ringback.cli.client.SipClient;
import dev.ringback.cli.client.Target;
import dev.ringback.cli.serve.Announcement;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.ListenPoint;
import dev.ringback.uri.SipUri;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `ringback rehearse`: goes once through everything that a start and a first call need, so that
/// the JVM can keep what it learnt (JEP 514). For the launcher.
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int ROUNDS = 100;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        PrintWriter silent = new PrintWriter(new StringWriter());
        for (String line : List.of("serve --demo --check", "", "options --help", "serve --wrong")) {
            Main.commandLine(silent, silent)
                    .execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
        }
        ServerConfig config =
                ServerConfig.builder()
                        .listen(
                                List.of(
                                        Listen.parse("udp:127.0.0.1:0"),
                                        Listen.parse("tcp:127.0.0.1:0")))
                        .user(new ServerConfig.User("alice", null, "alice"))
                        .data(null)
                        .build();
        try (RingbackServer server = RingbackServer.start(config)) {
            spec.commandLine()
                    .getOut()
                    .println(
                            new Announcement(
                                            server,
                                            config,
                                            spec.commandLine().getColorScheme().ansi())
                                    .ready());
            for (ListenPoint point : server.listenPoints()) {
                rehearse(
                        Target.parse(
                                point.transport().parameter()
                                        + ":127.0.0.1:"
                                        + point.bound().getPort()));
            }
            spec.commandLine().getOut().println(Announcement.summary(server));
        }
        return 0;
    }

    /// Registers with digest, calls the registered contact, which refuses, and asks the server.
    private static void rehearse(Target target) throws Exception {
        try (SipClient client = SipClient.open(target)) {
            ListenPoint local = client.local();
            SipUri alice = SipUri.of(false, "alice", target.host(), target.port());
            String contact =
                    SipUri.of(false, "alice", local.advertisedHost(), local.advertisedPort())
                            .withParameter("transport", local.transport().parameter())
                            .toString();
            SipUri registrar = target.uri();
            for (int i = 0; i < ROUNDS; i++) {
                new Registration(client, registrar, alice, PATIENCE)
                        .run(new Registration.Wish.Bind(contact, 60), "alice", () -> "alice");
                client.send(call(alice), PATIENCE);
                client.send(
                        new Requests()
                                .next(
                                        Method.OPTIONS,
                                        registrar,
                                        "sip:x@y.invalid",
                                        "sip:z.invalid"),
                        PATIENCE);
            }
            // The next calls would wait for this client too, which will be gone.
            new Registration(client, registrar, alice, PATIENCE)
                    .run(new Registration.Wish.RemoveAll(), "alice", () -> "alice");
        }
    }

    private static SipRequest.Builder call(SipUri callee) {
        return new Requests()
                .next(Method.INVITE, callee, "sip:stranger@example.invalid", callee.toString())
                .set(HeaderName.CONTACT, "<sip:stranger@127.0.0.1:9>");
    }
}
