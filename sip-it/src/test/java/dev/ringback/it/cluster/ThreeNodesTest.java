package dev.ringback.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.it.peer.Checkout;
import dev.ringback.it.peer.FreePorts;
import dev.ringback.it.websocket.WebSocketPhone;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever registered with one of three servers is reached through each of them.
class ThreeNodesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final FreePorts ports = new FreePorts();
    private final int port = ports.next();
    private final int webSocketPort = ports.next(); // Member takes the odd one after its port
    private final Path secret = Checkout.folder("secret").resolve("secret");
    private int questions;

    @ParameterizedTest
    @ValueSource(strings = {"full", "federation"})
    void whoRegisteredWithOneIsReachedThroughEach(String sharing) throws Exception {
        assertThat(webSocketPort).isNotEqualTo(port + 1);
        try (RedisServers redis = new RedisServers(ports);
                Member one = Member.start(1, port, redis.uri(), sharing, secret);
                Member two = Member.start(2, port, redis.uri(), sharing, secret);
                Member three = Member.start(3, port, redis.uri(), sharing, secret);
                HttpClient http = HttpClient.newHttpClient();
                DatagramSocket desk = new DatagramSocket(address("127.0.0.1", 0))) {
            WebSocketPhone browser = new WebSocketPhone(http, URI.create(one.webSocket()), "web");
            browser.connect();
            await().atMost(SOON).until(() -> browser.registered() == 1);
            register(desk, two, "desk");
            for (Member asked : List.of(one, two, three)) {
                assertThat(options(asked, "web")).as(asked.describe()).isEqualTo(200);
                assertThat(through(desk, asked))
                        .isEqualTo(sharing.equals("full") ? asked.host() : two.host());
            }
            browser.close();
            http.shutdownNow();
        }
    }

    @Test
    void whatANodeHeldIsUnreachableAtOnceWhenItIsKilledAndTheRestGoesOn() throws Exception {
        try (RedisServers redis = new RedisServers(ports);
                Member one = Member.start(1, port, redis.uri(), "full", secret);
                Member two = Member.start(2, port, redis.uri(), "full", secret);
                HttpClient http = HttpClient.newHttpClient();
                DatagramSocket desk = new DatagramSocket(address("127.0.0.1", 0))) {
            WebSocketPhone browser = new WebSocketPhone(http, URI.create(one.webSocket()), "web");
            browser.connect();
            await().atMost(SOON).until(() -> browser.registered() == 1);
            register(desk, one, "desk");
            assertThat(options(two, "web")).isEqualTo(200);
            one.kill();
            await().atMost(SOON).until(() -> options(two, "web") == 480);
            long asked = System.nanoTime();
            assertThat(options(two, "web")).isEqualTo(480);
            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isLessThan(Duration.ofSeconds(1));
            assertThat(through(desk, two)).isEqualTo(two.host());
            try (Member again = Member.start(1, port, redis.uri(), "full", secret)) {
                await().atMost(SOON).until(() -> browser.registered() == 2);
                await().atMost(SOON).until(() -> options(two, "web") == 200);
                assertThat(options(again, "web")).isEqualTo(200);
            }
            browser.close();
            http.shutdownNow();
        }
    }

    private static InetSocketAddress address(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    private String request(String method, String uri, String user, int from, String... more) {
        questions++;
        return String.join(
                "\r\n",
                method + " " + uri + " SIP/2.0",
                "Via: SIP/2.0/UDP 127.0.0.1:" + from + ";branch=z9hG4bK" + questions,
                "Max-Forwards: 70",
                "From: <sip:" + user + "@localhost>;tag=1",
                "To: <sip:" + user + "@localhost>",
                "Call-ID: " + questions + "@test",
                "CSeq: " + questions + " " + method,
                String.join("\r\n", more) + "Content-Length: 0",
                "",
                "");
    }

    private void send(DatagramSocket socket, Member to, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
        socket.send(new DatagramPacket(octets, octets.length, address(to.host(), port)));
    }

    private static DatagramPacket next(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.setSoTimeout(5_000);
        socket.receive(packet);
        return packet;
    }

    private static String text(DatagramPacket packet) {
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private void register(DatagramSocket desk, Member with, String user) throws IOException {
        int own = desk.getLocalPort();
        String contact = "Contact: <sip:" + user + "@127.0.0.1:" + own + ">;expires=600\r\n";
        send(desk, with, request("REGISTER", "sip:localhost", user, own, contact));
        assertThat(text(next(desk))).startsWith("SIP/2.0 200 ");
    }

    /// The final status that OPTIONS to a user gets by a server.
    private int options(Member by, String user) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(address("127.0.0.1", 0))) {
            String uri = "sip:" + user + "@localhost";
            send(socket, by, request("OPTIONS", uri, user, socket.getLocalPort()));
            String answer = text(next(socket));
            while (answer.startsWith("SIP/2.0 1")) {
                answer = text(next(socket));
            }
            return Integer.parseInt(answer.substring(8, 11));
        }
    }

    /// The address of the server from which OPTIONS reach the phone that are asked of another.
    private String through(DatagramSocket desk, Member asked) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(address("127.0.0.1", 0))) {
            send(
                    socket,
                    asked,
                    request("OPTIONS", "sip:desk@localhost", "desk", socket.getLocalPort()));
            DatagramPacket packet = next(desk);
            String options = text(packet);
            assertThat(options).startsWith("OPTIONS ");
            StringBuilder answer = new StringBuilder("SIP/2.0 200 OK\r\n");
            options.lines()
                    .filter(line -> line.matches("(Via|From|To|Call-ID|CSeq):.*"))
                    .forEach(line -> answer.append(line).append("\r\n"));
            byte[] octets =
                    (answer + "Content-Length: 0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            desk.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
            assertThat(text(next(socket))).startsWith("SIP/2.0 200 ");
            return packet.getAddress().getHostAddress();
        }
    }
}
