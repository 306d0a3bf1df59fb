package dev.ringback.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.app.RingbackServer;
import dev.ringback.cli.flow.Calls;
import dev.ringback.config.Listen;
import dev.ringback.config.ServerConfig;
import dev.ringback.control.ControlServer;
import dev.ringback.control.ControlSocket;
import dev.ringback.control.ServerCommands;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `ringback flow` with a server in this process.
final class FlowServerTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void theCallsOfTheServerAreShownWithTheirCauses() throws Exception {
        ServerConfig config =
                ServerConfig.builder()
                        .data(null)
                        .listen(List.of(Listen.parse("udp:127.0.0.1:0")))
                        .domains(List.of("example.com"))
                        .build();
        ControlSocket socket = new ControlSocket(folder.resolve("ctl.sock"));
        try (RingbackServer server = RingbackServer.start(config);
                ControlServer _ =
                        ControlServer.open(
                                socket, ServerCommands.of(server, "1", server::reload))) {
            assertThat(answer(server)).startsWith("SIP/2.0 407 ");

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(
                            () -> {
                                Run run = flow("--assert", "INVITE then 407 and cause != 'x'");
                                assertThat(run.err()).isEmpty();
                                assertThat(run.status()).isZero();
                            });
            assertThat(flow("--json").out())
                    .contains(
                            "\"callId\":\"one\"",
                            "\"own\":true",
                            "\"kind\":\"credentials-missing\"");
        }
    }

    private Run flow(String... arguments) {
        return Run.of(
                Stream.concat(
                                Stream.of(
                                        "flow", "--data", folder.toString(), "--duration", "500ms"),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    /// Of the server to an INVITE for somebody whom it does not know.
    private static String answer(RingbackServer server) throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            String via = "192.0.2.1;";
            String text =
                    Calls.failed("one", 404)
                            .getFirst()
                            .message()
                            .toString()
                            .replace(via, "127.0.0.1;rport;");
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            socket.setSoTimeout(10_000);
            socket.send(
                    new DatagramPacket(
                            octets, octets.length, server.listenPoints().getFirst().bound()));
            String answer;
            do {
                DatagramPacket packet = new DatagramPacket(new byte[8_192], 8_192);
                socket.receive(packet);
                answer =
                        new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            } while (answer.startsWith("SIP/2.0 100 "));
            return answer;
        }
    }
}
