package dev.ringback.it.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.peer.ServerProcess;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A server that is started anew under a thousand clients over WebSocket.
class NodeRestartTest {
    private static final int CLIENTS = 1_000;

    /// What the registrar tells as Flow-Timer.
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private int probes;

    private ServerProcess server() {
        return ServerProcess.start(
                ports,
                "--domain",
                "localhost",
                "--no-auth",
                "--listen",
                "ws:127.0.0.1:" + port + "/sip");
    }

    @Test
    void allClientsAreReachableAgainWithinTheirKeepAliveTime() throws Exception {
        URI url = URI.create("ws://127.0.0.1:" + port + "/sip");
        List<WebSocketPhone> phones = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            try (ServerProcess first = server()) {
                for (int i = 0; i < CLIENTS; i++) {
                    WebSocketPhone phone = new WebSocketPhone(http, url, "u" + i);
                    phones.add(phone);
                    phone.connect();
                }
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> phones.stream().allMatch(each -> each.registered() == 1));
                assertThat(reachable(first)).isEqualTo(CLIENTS);
            }
            long gone = System.nanoTime();
            try (ServerProcess second = server()) {
                await().atMost(KEEP_ALIVE)
                        .until(() -> phones.stream().allMatch(each -> each.registered() > 1));
                assertThat(reachable(second)).isEqualTo(CLIENTS);
                assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(KEEP_ALIVE);
            } finally {
                phones.forEach(WebSocketPhone::close);
                http.shutdownNow();
            }
        }
    }

    /// How many users answer OPTIONS that come from a phone on UDP.
    private int reachable(ServerProcess server) throws IOException {
        Set<String> answered = new HashSet<>();
        probes++;
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            socket.setSoTimeout(2_000);
            InetSocketAddress to =
                    new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), server.port());
            for (int i = 0; i < CLIENTS; i++) {
                byte[] octets = options("u" + i, socket.getLocalPort());
                socket.send(new DatagramPacket(octets, octets.length, to));
                collect(socket, answered);
            }
        }
        return answered.size();
    }

    private static void collect(DatagramSocket socket, Set<String> answered) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException _) {
            return;
        }
        String text =
                new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
        if (text.startsWith("SIP/2.0 200 ")) {
            int tag = text.indexOf(";tag=u");
            answered.add(text.substring(tag, text.indexOf('\r', tag)));
        }
    }

    private byte[] options(String user, int own) {
        String id = user + "-" + probes;
        return String.join(
                        "\r\n",
                        "OPTIONS sip:" + user + "@localhost SIP/2.0",
                        "Via: SIP/2.0/UDP 127.0.0.1:" + own + ";rport;branch=z9hG4bK" + id,
                        "Max-Forwards: 70",
                        "From: <sip:prober@localhost>;tag=1",
                        "To: <sip:" + user + "@localhost>",
                        "Call-ID: " + id,
                        "CSeq: 1 OPTIONS",
                        "Content-Length: 0",
                        "",
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
