package dev.ringback.cli.serve;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.cert.Certificates;
import dev.ringback.cli.ctl.DemoSocket;
import dev.ringback.cli.terminal.Texts;
import dev.ringback.cli.terminal.UsageException;
import dev.ringback.config.ServerConfig;
import dev.ringback.control.ControlSocket;
import dev.ringback.runtime.ListenException;
import dev.ringback.store.Engines;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.webrtc.EchoSockets;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `ringback serve`: runs a server until SIGTERM or Ctrl-C.
@Command(
        name = "serve",
        header = "Runs the server: registrar, proxy and echo.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ringback serve --demo",
            "  ringback serve --domain example.com --user alice:secret --user bob:secret",
            "  ringback serve --listen udp:*:5060 --listen tcp:*:5060 --no-auth",
            "  ringback serve --config ringback.yaml --check",
            "It prints a line that begins with 'ready' when it accepts traffic. SIGTERM and Ctrl-C",
            "let running work end and stop it within 5 seconds. Exit status: 0 stopped, 2 wrong",
            "usage or configuration, or a socket that cannot be had."
        })
public final class ServeCommand implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofMillis(1500);
    private static final Duration DEMO_VALIDITY = Duration.ofDays(30);

    @Mixin private ServeOptions options = new ServeOptions();
    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(names = "--check", description = "checks the configuration and exits")
    private boolean check;

    @Override
    public Integer call() throws Exception {
        ServerConfig config = options.config();
        PrintWriter out = spec.commandLine().getOut();
        if (check) {
            out.println("the configuration is good: " + Texts.count(users(config), "user"));
            return 0;
        }
        ControlSocket socket = socket(config);
        RingbackServer server = start(config);
        Operation operation = new Operation(server);
        operation.open(socket);
        ConsoleOpening console = new ConsoleOpening(server, config, options, operation);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> stop(server, operation, console, out), "shutdown"));
        Announcement announcement =
                new Announcement(server, config, spec.commandLine().getColorScheme().ansi());
        if (options.demo()) {
            console.begin();
            Thread.ofVirtual().name("demo-certificate").start(() -> certify(server));
            announcement.banner().forEach(out::println);
            say(out, console.line());
        }
        out.println(announcement.ready());
        out.flush();
        if (!options.demo()) {
            // SIP is served first, and whoever waits for that hears so first
            console.begin();
            say(out, console.line());
        }
        new CountDownLatch(1).await();
        return 0;
    }

    private static void say(PrintWriter out, @Nullable String line) {
        if (line != null) {
            out.println(line);
            out.flush();
        }
    }

    /// A certificate for this run of the demonstration, which nobody has a reason to believe.
    private static void certify(RingbackServer server) {
        Certificates certificates = new Certificates(new SecureRandom(), Instant.now());
        Certificates.Certified authority =
                certificates.authority("Ringback demonstration", DEMO_VALIDITY);
        Certificates.Certified made =
                certificates.server(
                        List.of("localhost", "127.0.0.1", "::1"), DEMO_VALIDITY, authority);
        server.useCertificate(
                new TlsIdentity(made.key(), List.of(made.certificate(), authority.certificate())));
    }

    private static int users(ServerConfig config) throws IOException, UsageException {
        try {
            return RingbackServer.check(config, new Engines());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--user: " + e.getMessage());
        }
    }

    private @Nullable ControlSocket socket(ServerConfig config) throws UsageException {
        try {
            ControlSocket socket =
                    config.control() == null
                            ? options.demo() ? DemoSocket.own() : null
                            : new ControlSocket(config.control());
            if (socket != null) {
                socket.check();
            }
            return socket;
        } catch (IOException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private RingbackServer start(ServerConfig config) throws IOException, UsageException {
        try {
            return RingbackServer.start(
                    config,
                    options::again,
                    new EchoSockets(config.service().echo()),
                    new Engines());
        } catch (ListenException e) {
            throw new UsageException(TakenSocket.explain(e, options.listenOption()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--user: " + e.getMessage());
        }
    }

    /// Runs when the JVM was told to end; ends it with status 0, which a handled signal would not.
    private static void stop(
            RingbackServer server, Operation operation, ConsoleOpening console, PrintWriter out) {
        operation.stopping();
        console.close();
        server.drain(DRAIN);
        out.println(Announcement.summary(server));
        out.flush();
        operation.close();
        server.close();
        Runtime.getRuntime().halt(0);
    }
}
