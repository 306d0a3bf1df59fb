package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.app.RingbackServer;
import dev.ringback.config.ConfigException;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `send` against a server in this process.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SendCommandTest {
    private final RingbackServer server = start();

    private static RingbackServer start() {
        try {
            return RingbackServer.start(
                    ServerConfig.builder()
                            .listen(
                                    List.of(
                                            Listen.parse("udp:127.0.0.1:0"),
                                            Listen.parse("tcp:127.0.0.1:0")))
                            .user(new ServerConfig.User("alice", null, "secret"))
                            .data(null)
                            .build());
        } catch (ConfigException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String target(String transport) {
        return server.listenPoints().stream()
                .filter(point -> point.transport().parameter().equals(transport))
                .map(point -> transport + ":127.0.0.1:" + point.bound().getPort())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"udp", "tcp"})
    void aCallIsAcknowledgedAndHungUp(String transport) {
        Run run = Run.of("send", target(transport), "INVITE", "sip:echo@localhost", "--sent");

        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "> INVITE sip:echo@localhost SIP/2.0",
                        "> m=audio 49170 RTP/AVP 0",
                        "< SIP/2.0 200 OK",
                        "> ACK sip:echo@",
                        "> BYE sip:echo@",
                        "< SIP/2.0 200 OK",
                        "< CSeq: 2 BYE");
    }

    @Test
    void anUnansweredCallIsAcknowledged() {
        Run run = Run.of("send", target("udp"), "INVITE", "sip:nobody@localhost", "--sent");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .containsSubsequence("< SIP/2.0 404", "> ACK sip:nobody@localhost SIP/2.0");
    }

    @Test
    void headersAreReplacedLeftOutAndEmptied() {
        Run run =
                Run.of(
                        "send",
                        target("udp"),
                        "OPTIONS",
                        "sip:localhost",
                        "--sent",
                        "-H",
                        "max-forwards: 7",
                        "-H",
                        "From: <sip:a@b>;tag=x",
                        "-H",
                        "Subject;",
                        "-H",
                        "Call-ID:");

        assertThat(run.out())
                .contains("> max-forwards: 7", "> From: <sip:a@b>;tag=x", "> Subject: \n")
                .contains("< SIP/2.0 400 ")
                .doesNotContain("> Call-ID:", "> Max-Forwards: 70");
    }

    @Test
    void aChallengeIsAnsweredOnce() {
        String[] register = {
            "send", target("tcp"), "REGISTER", "sip:localhost", "--user", "alice", "--password"
        };
        String[] right = Arrays.copyOf(register, register.length + 1);
        right[register.length] = "secret";
        String[] wrong = right.clone();
        wrong[register.length] = "guessed";

        assertThat(Run.of(right).out())
                .containsSubsequence("SIP/2.0 401", "CSeq: 1 ", "SIP/2.0 200", "CSeq: 2 REGISTER");
        assertThat(Run.of(wrong).out())
                .containsSubsequence("SIP/2.0 401", "CSeq: 1 ", "SIP/2.0 401", "CSeq: 2 REGISTER")
                .doesNotContain("CSeq: 3");
    }

    @Test
    void octetsGoAsTheyAre(@TempDir Path folder) throws IOException {
        String text =
                """
                OPTIONS sip:localhost SIP/3.0
                Via: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bKraw
                Max-Forwards: 70
                From: <sip:a@b>;tag=x
                To: <sip:localhost>
                Call-ID: raw
                CSeq: 1 OPTIONS

                """
                        .replace("\n", "\r\n");
        Path file = Files.writeString(folder.resolve("request"), text);
        Run run = Run.of("send", target("udp"), "--raw", file.toString(), "--json");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("{\"direction\":\"received\",\"start\":\"SIP/2.0 505 ")
                .contains("{\"name\":\"CSeq\",\"value\":\"1 OPTIONS\"}");
    }

    @Test
    void silenceIsAFailure() throws IOException {
        try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String target = "127.0.0.1:" + silent.getLocalPort();
            Run run = Run.of("send", target, "OPTIONS", "--timeout", "50ms");

            assertThat(run.status()).isEqualTo(1);
            assertThat(run.err()).contains("no final response within 50ms");
        }
    }
}
