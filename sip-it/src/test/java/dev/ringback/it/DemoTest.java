package dev.ringback.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.Finished;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.PeerProcess;
import dev.ringback.it.peer.ServerProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first minute: `./ringback serve --demo` and sipsak.
class DemoTest {
    private static final Pattern EXPLAINED =
            Pattern.compile("\nwhy: (?<cause>.*)\nmore: ringback why (?<call>.*)\n");

    private final FreePorts ports = new FreePorts();

    @Test
    void sipsakRegistersWithDigest() {
        try (ServerProcess server = ServerProcess.start(ports, "--demo")) {
            Finished good = sipsak(server, "alice");
            assertThat(good.exit()).as(good.toString()).isZero();

            Finished again = sipsak(server, "alice");
            assertThat(again.exit()).as(again.toString()).isZero();
        }
    }

    @Test
    void aWrongPasswordIsRefused() {
        try (ServerProcess server = ServerProcess.start(ports, "--demo")) {
            Finished wrong = sipsak(server, "wrong");

            assertThat(wrong.exit()).as(wrong.toString()).isNotZero();
            assertThat(wrong.out() + wrong.err()).contains("401").contains("authorization failed");
        }
    }

    @Test
    void theReadyLineNamesSocketsAndTheStartTime() {
        ServerProcess.start(ports, "--demo").close();
        try (ServerProcess server = ServerProcess.start(ports, "--demo")) {
            System.out.println("sip-it: " + server.ready());
            assertThat(server.ready())
                    .matches("ready\\b.*\\d+([.,]\\d+)? ?m?s\\b.*")
                    .contains(Integer.toString(server.port()));

            Finished end = server.stop();
            assertThat(end.exit()).as(end.toString()).isZero();
            assertThat(end.took()).isLessThan(Duration.ofSeconds(5));
            assertThat(end.err()).doesNotContain("Exception");
        }
    }

    /// A browser does not ask for HTTP/2 where there is no TLS.
    private static HttpClient plain() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @Test
    void theConsoleIsAtTheAddressOfTheWebSocketAndAsksNobodyHereForAToken() throws Exception {
        int port = ports.next();
        String listen = "ws:127.0.0.1:" + port + "/sip";
        try (ServerProcess server = ServerProcess.start(ports, "--demo", "--listen", listen);
                HttpClient browser = plain()) {
            assertThat(server.ready()).contains("ws://127.0.0.1:" + port + "/sip");
            URI session = URI.create("http://127.0.0.1:" + port + "/api/v1/session");
            HttpRequest asked = HttpRequest.newBuilder(session).build();
            // SIP is served a moment before the console is there
            HttpResponse<String> answer =
                    await().until(
                                    () -> browser.send(asked, HttpResponse.BodyHandlers.ofString()),
                                    reply -> reply.statusCode() == 200);
            assertThat(answer.body()).contains("\"by\":\"loopback\"", "\"demo\":true");
        }
    }

    @Test
    void aCallThatFailsNamesItsCauseAndWhoKnowsMore(@TempDir Path run) {
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", run.toString());
        String address = "127.0.0.1:" + ports.next();
        try (PeerProcess server =
                Checkout.start(environment, "serve", "--demo", "--listen", "udp:" + address)) {
            server.awaitLine(Duration.ofMinutes(1), line -> line.startsWith("ready"));
            String[] words = {
                "call", "sip:bob@" + address, "--user", "alice@localhost", "--password", "alice"
            };
            Finished call = Checkout.run(environment, words);

            assertThat(call.exit()).as(call.toString()).isEqualTo(1);
            Matcher told = EXPLAINED.matcher(call.err());
            assertThat(told.find()).as(call.err()).isTrue();
            assertThat(told.group("cause")).startsWith("bob@");
            Finished why = Checkout.run(environment, "why", told.group("call"));
            assertThat(why.exit()).as(why.toString()).isZero();
            assertThat(why.out()).contains(told.group("cause"));
        }
    }

    @Test
    void demoPasswordsStayOnLoopback() {
        String listen = "udp:0.0.0.0:" + ports.next();
        Finished refused = Checkout.run("serve", "--demo", "--listen", listen);

        assertThat(refused.exit()).as(refused.toString()).isEqualTo(2);
        assertThat(refused.errorLines()).as(refused.err()).isEqualTo(1);
        assertThat(refused.out()).doesNotContain("ready");
    }

    private Finished sipsak(ServerProcess server, String password) {
        String[] command = {
            "sipsak",
            "-U",
            "-v",
            "-s",
            "sip:alice@localhost",
            "-p",
            server.address(),
            "-u",
            "alice",
            "-a",
            password,
            "-C",
            "sip:alice@127.0.0.1:" + ports.next()
        };
        try (PeerProcess process =
                PeerProcess.start(Checkout.folder("sipsak"), Map.of(), command)) {
            return process.await(Duration.ofSeconds(20));
        }
    }
}
