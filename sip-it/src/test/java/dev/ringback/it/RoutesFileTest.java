package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.RawSip;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A routing class in Java, as the packaged server compiles and exchanges it, and `explain`.
class RoutesFileTest {
    private final FreePorts ports = new FreePorts();
    private final Path folder = Checkout.folder("routes");
    private final Path config = folder.resolve("ringback.yaml");
    private final Path routes = folder.resolve("Routes.java");

    @BeforeEach
    void writeConfiguration() throws IOException {
        Files.writeString(
                config,
                """
                domains: [example.com]
                auth: {required: false}
                rules:
                  - {when: {method: MESSAGE}, reply: 403}
                routes: Routes.java
                """);
        Files.writeString(routes, routes("Closed"));
    }

    @Test
    void classDecidesAndIsExchangedWhileTheServerRuns() throws IOException {
        try (ServerProcess server = ServerProcess.start(ports, "--config", config.toString())) {
            assertThat(call(server, "bob")).isEqualTo("SIP/2.0 480 Closed");
            assertThat(call(server, "thrower")).isEqualTo("SIP/2.0 500 Server Internal Error");
            assertThat(call(server, "spinner")).isEqualTo("SIP/2.0 500 Server Internal Error");
            assertThat(server.describe()).contains("Routes.java:6");

            write(routes, routes("Half").replace("return null", "return nothing"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> server.describe().contains("version 1 stays in force"));
            assertThat(server.describe()).contains("Routes.java:8:");
            assertThat(call(server, "bob")).isEqualTo("SIP/2.0 480 Closed");

            write(routes, routes("Open Again"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> call(server, "bob").equals("SIP/2.0 480 Open Again"));
        }
    }

    @Test
    void faultIsToldWithItsPlaceLineAndCaret() throws IOException {
        write(routes, routes("Closed").replace("return null", "return nothing"));
        for (String option : new String[] {"--check", "--json"}) {
            Finished checked =
                    option.equals("--check")
                            ? Checkout.run("serve", "--config", config.toString(), "--check")
                            : Checkout.run(
                                    "explain",
                                    "INVITE",
                                    "sip:bob@example.com",
                                    "--config",
                                    config.toString(),
                                    "--json");
            assertThat(checked.exit()).as(checked.toString()).isEqualTo(2);
            assertThat(checked.err().lines())
                    .containsExactly(
                            "ringback: "
                                    + routes
                                    + ":8:16: cannot find symbol, symbol: variable nothing,"
                                    + " location: class Routes",
                            "            return nothing;",
                            "                   ^");
        }
    }

    @Test
    void explainAsksTheRulesAndTheClass() {
        Finished explained = explain("INVITE", "sip:bob@example.com");
        assertThat(explained.exit()).as(explained.toString()).isZero();
        assertThat(explained.out().lines())
                .anyMatch(
                        line -> line.matches("Rules +.*ringback.yaml:4 +passed over, .*MESSAGE.*"))
                .anyMatch(line -> line.matches(" +.*Routes.java +Routes: reply 480 Closed"))
                .anyMatch(line -> line.startsWith("Answers   480 Closed"));
        Finished json = explain("MESSAGE", "sip:bob@example.com", "--json");
        assertThat(json.out()).contains("\"step\":\"rule-hit\"").contains("\"status\":403");
    }

    @Test
    void examplesOfTheCheckoutRoute() {
        Finished explained =
                Checkout.run(
                        "explain",
                        "INVITE",
                        "sip:999@example.com",
                        "--config",
                        Checkout.root().resolve("examples/ringback.yaml").toString());
        assertThat(explained.exit()).as(explained.toString()).isZero();
        assertThat(explained.out()).contains("404 No Such Extension");
    }

    private Finished explain(String... arguments) {
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[0] = "explain";
        all[arguments.length + 1] = "--config";
        all[arguments.length + 2] = config.toString();
        return Checkout.run(all);
    }

    private static String call(ServerProcess server, String user) {
        try (RawSip peer = new RawSip(server.port())) {
            return peer.call(
                            Requests.invite(
                                    peer, "sip:" + user + "@example.com", "sip:x@x.example"))
                    .startLine();
        }
    }

    private static String routes(String reason) {
        return """
        import dev.ringback.routing.*;
        class Routes implements dev.ringback.routing.Routes {
            public Route route(RoutingRequest request) {
                String user = request.user();
                if (user.equals("bob")) return Route.reply(480, "%s");
                if (user.equals("thrower")) throw new IllegalStateException("thrown");
                while (user.equals("spinner")) {}
                return null;
            }
        }
        """
                .formatted(reason);
    }

    private static void write(Path file, String text) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".new"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
