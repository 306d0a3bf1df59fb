package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.tls.Authority;
import dev.ringback.tls.TlsContext;
import dev.ringback.tls.TlsIdentity;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transport.TransportContext;
import dev.ringback.transport.TransportLimits;
import dev.ringback.websocket.WebSocketSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// SIP over WebSocket on real sockets, RFC 7118 and RFC 6455: who gets in, and what frames do.
class WebSocketTest {
    private static final WebSocketSettings ONE_ORIGIN =
            new WebSocketSettings(Set.of("/sip"), List.of("https://phone.example.com"));

    private static TestRuntime start(Backend backend, TransportContext.Secure secure)
            throws Exception {
        return start(backend, secure, limits -> limits);
    }

    private static TestRuntime start(
            Backend backend, TransportContext.Secure secure, UnaryOperator<TransportLimits> limits)
            throws Exception {
        Transport transport = secure.tls() == null ? Transport.WS : Transport.WSS;
        return TestRuntime.start(
                backend,
                config ->
                        config.listen(transport, Wire.loopback(0))
                                .transportLimits(limits.apply(TransportLimits.defaults()))
                                .secure(secure));
    }

    private static TestRuntime start() throws Exception {
        return start(Backend.preferred(), plain());
    }

    private static TransportContext.Secure plain() {
        return new TransportContext.Secure(null, WebSocketSettings.defaults(), Map.of());
    }

    private static InetSocketAddress webSocket(TestRuntime runtime) {
        return runtime.runtime.listenPoints().get(2).bound();
    }

    private static SipRequest options(String callId) {
        return Wire.request(Wire.options("WS", callId));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aMessageInAFrameIsAnsweredInAFrame(Backend backend) throws Exception {
        try (TestRuntime server = start(backend, plain());
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "one"));
            RawWebSocket.Frame answer = phone.receive();
            assertThat(answer.first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.TEXT);
            assertThat(answer.text()).startsWith("SIP/2.0 200 OK\r\n").contains("Call-ID: one");
            assertThat(server.core().flows.getFirst().transport()).isEqualTo(Transport.WS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sip", "/ws", "/", "/sip?token=1"})
    void theUsualPathsAreServed(String path) throws Exception {
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), path)) {
            phone.send(RawWebSocket.FINAL | RawWebSocket.BINARY, Wire.options("WS", "path"));
            assertThat(phone.receive().text()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/other | sip | https://phone.example.com | 404",
                "/sip | xmpp | https://phone.example.com | 400",
                "/sip | sip | https://evil.example.com | 403",
                "/sip | sip | https://phone.example.com.evil.example | 403",
                "/sip | sip | HTTPS://Phone.example.com | 101",
                "/sip | chat, sip | https://phone.example.com | 101",
                "/sip | sip | | 101"
            })
    void whoGetsInIsDecidedByPathProtocolAndOrigin(
            String path, String protocol, String origin, int status) throws Exception {
        var settings = new TransportContext.Secure(null, ONE_ORIGIN, Map.of());
        try (TestRuntime server = start(Backend.preferred(), settings);
                RawWebSocket phone = RawWebSocket.connect(webSocket(server))) {
            String headers =
                    RawWebSocket.USUAL
                            + "Sec-WebSocket-Protocol: "
                            + protocol
                            + "\r\n"
                            + (origin == null ? "" : "Origin: " + origin + "\r\n");
            String answer = phone.ask(path, headers);
            assertThat(answer).startsWith("HTTP/1.1 " + status);
            assertThat(answer.toLowerCase(Locale.ROOT).contains("sec-websocket-protocol: sip\r\n"))
                    .isEqualTo(status == 101);
        }
    }

    @Test
    void whoSendsBeforeItHasAnAnswerIsClosed() throws Exception {
        String request =
                "GET /sip HTTP/1.1\r\nHost: a\r\n"
                        + RawWebSocket.USUAL
                        + "Sec-WebSocket-Protocol: sip\r\n\r\nABCDEFGHIJ";
        try (TestRuntime server = start();
                RawWebSocket hasty = RawWebSocket.connect(webSocket(server))) {
            hasty.send(request.getBytes(StandardCharsets.UTF_8));
            await().until(() -> server.runtime.traffic().connections().closed() == 1);
            assertThat(server.core().requests).isEmpty();
        }
    }

    /// A server that waits so long for the rest of a message.
    private static TestRuntime waitingFor(Duration rest) throws Exception {
        TransportLimits.Patience usual = TransportLimits.Patience.defaults();
        var brief =
                new TransportLimits.Patience(
                        usual.connect(), usual.handshake(), rest, usual.idle(), usual.pong());
        return start(Backend.preferred(), plain(), limits -> limits.withPatience(brief));
    }

    @Test
    void pingsDoNotKeepAMessageWaitingForItsEnd() throws Exception {
        try (TestRuntime server = waitingFor(Duration.ofMillis(300));
                RawWebSocket slow = RawWebSocket.open(webSocket(server), "/sip")) {
            slow.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "whole"));
            slow.receive();
            slow.send(RawWebSocket.TEXT, "OPTIONS sip:");
            await().atMost(Duration.ofSeconds(5))
                    .until(
                            () -> {
                                slow.send(RawWebSocket.FINAL | RawWebSocket.PING, "still here");
                                return server.runtime.traffic().connections().open() == 0;
                            });
        }
    }

    @Test
    void aPingInPartsLeavesAHealthyConnectionAlone() throws Exception {
        try (TestRuntime server = waitingFor(Duration.ofMillis(1_500));
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "first"));
            phone.receive();
            byte[] ping = RawWebSocket.frame(RawWebSocket.FINAL | 9, new byte[20], true);
            phone.send(Arrays.copyOf(ping, 10));
            readAllThatCame(server);
            phone.send(Arrays.copyOfRange(ping, 10, ping.length));
            assertThat(phone.receive().first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.PONG);
            await().during(Duration.ofSeconds(4))
                    .atMost(Duration.ofSeconds(6))
                    .until(() -> server.runtime.traffic().connections().open() == 1);
        }
    }

    /// Returns when the server has read what came before: its one loop reads what arrives in turn.
    private static void readAllThatCame(TestRuntime server) throws IOException {
        try (RawWebSocket other = RawWebSocket.open(webSocket(server), "/sip")) {
            other.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "after"));
            other.receive();
        }
    }

    /// What answers pings waits for the peer to read like everything else, and is bounded like it.
    @Test
    void whoPingsAndNeverReadsIsGivenUp() throws Exception {
        byte[] ping =
                RawWebSocket.frame(RawWebSocket.FINAL | RawWebSocket.PING, new byte[125], true);
        byte[] pings = new byte[ping.length * 1_000];
        for (int i = 0; i < pings.length; i += ping.length) {
            System.arraycopy(ping, 0, pings, i, ping.length);
        }
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            assertThatThrownBy(
                            () -> {
                                for (int i = 0; i < 500; i++) {
                                    phone.send(pings);
                                }
                            })
                    .isInstanceOf(IOException.class);
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @Test
    void whatIsNoWebSocketIsToldWhatThisIs() throws Exception {
        try (TestRuntime server = start();
                RawWebSocket browser = RawWebSocket.connect(webSocket(server))) {
            assertThat(browser.ask("/", ""))
                    .startsWith("HTTP/1.1 426 ")
                    .containsIgnoringCase("sec-websocket-version: 13");
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
        try (TestRuntime server = start();
                RawWebSocket noise = RawWebSocket.connect(webSocket(server))) {
            noise.send("OPTIONS sip:a SIP/2.0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(noise.receive().first()).isEqualTo('H');
        }
    }

    @Test
    void fragmentsMakeOneMessage() throws Exception {
        String text = Wire.options("WS", "parts");
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(RawWebSocket.TEXT, text.substring(0, 10));
            phone.send(RawWebSocket.FINAL | RawWebSocket.PING, "between");
            phone.send(RawWebSocket.CONTINUATION, text.substring(10, 20));
            phone.send(RawWebSocket.FINAL | RawWebSocket.CONTINUATION, text.substring(20));
            RawWebSocket.Frame pong = phone.receive();
            assertThat(pong.first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.PONG);
            assertThat(pong.text()).isEqualTo("between");
            assertThat(phone.receive().text()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @Test
    void theFrameSaysWhereAMessageEnds() throws Exception {
        String bare = Wire.options("WS", "bare").replace("Content-Length: 0\r\n", "");
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, bare + "a body");
            assertThat(phone.receive().text()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(server.core().requests.getFirst().bodyLength()).isEqualTo(6);
        }
    }

    @Test
    void lineEndsAreAKeepAlive() throws Exception {
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, "\r\n\r\n");
            assertThat(phone.receive().text()).isEqualTo("\r\n");
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, "\r\n");
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "after"));
            assertThat(phone.receive().text()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @Test
    void aCloseIsAnsweredWithItsOwnStatus() throws Exception {
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            byte[] going = {0x03, (byte) 0xe9};
            phone.send(RawWebSocket.frame(RawWebSocket.FINAL | RawWebSocket.CLOSE, going, true));
            RawWebSocket.Frame close = phone.receive();
            assertThat(close.first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.CLOSE);
            assertThat(close.code()).isEqualTo(1001);
            assertThat(phone.ended()).isTrue();
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @Test
    void whatBreaksTheRulesOfFramesIsClosedWithTheRightStatus() throws Exception {
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        int whole = RawWebSocket.FINAL | RawWebSocket.TEXT;
        assertThat(closed(RawWebSocket.frame(whole, text, false))).isEqualTo(1002);
        assertThat(closed(RawWebSocket.frame(whole | 0x40, text, true))).isEqualTo(1002);
        assertThat(closed(RawWebSocket.frame(RawWebSocket.FINAL | 5, text, true))).isEqualTo(1002);
        assertThat(closed(RawWebSocket.frame(RawWebSocket.PING, text, true))).isEqualTo(1002);
        assertThat(closed(RawWebSocket.frame(RawWebSocket.FINAL, text, true))).isEqualTo(1002);
        byte[] longPing = new byte[126];
        assertThat(closed(RawWebSocket.frame(RawWebSocket.FINAL | 9, longPing, true)))
                .isEqualTo(1002);
        byte[] broken = {(byte) 0xc3, (byte) 0x28};
        assertThat(closed(RawWebSocket.frame(whole, broken, true))).isEqualTo(1007);
    }

    @Test
    void aMessageThatIsTooLargeIsClosedWithItsStatus() throws Exception {
        byte[] half = new byte[40_000];
        Arrays.fill(half, (byte) 'x');
        byte[] first = RawWebSocket.frame(RawWebSocket.TEXT, half, true);
        byte[] second = RawWebSocket.frame(RawWebSocket.CONTINUATION, half, true);
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(first);
            phone.send(second);
            assertThat(phone.receive().code()).isEqualTo(1009);
            assertThat(phone.ended()).isTrue();
        }
        byte[] huge = new byte[65_535 + 4];
        huge[0] = (byte) (RawWebSocket.FINAL | RawWebSocket.TEXT);
        huge[1] = (byte) 0xff; // a length of eight octets
        huge[4] = 1; // 2^40 and more
        assertThat(closed(huge)).isEqualTo(1009);
    }

    private static int closed(byte[] octets) throws Exception {
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(octets);
            RawWebSocket.Frame close = phone.receive();
            assertThat(close.first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.CLOSE);
            await().until(() -> server.runtime.traffic().connections().open() == 0);
            return close.code();
        }
    }

    @Test
    void whoStopsInTheMiddleIsGivenUp() throws Exception {
        TransportLimits.Patience usual = TransportLimits.Patience.defaults();
        var brief =
                new TransportLimits.Patience(
                        usual.connect(),
                        Duration.ofMillis(300),
                        Duration.ofMillis(300),
                        usual.idle(),
                        usual.pong());
        try (TestRuntime server =
                        start(Backend.preferred(), plain(), limits -> limits.withPatience(brief));
                RawWebSocket never = RawWebSocket.connect(webSocket(server));
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            never.send("GET /sip HTTP/1.1\r\n".getBytes(StandardCharsets.UTF_8));
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "whole"));
            phone.receive();
            byte[] part = RawWebSocket.frame(RawWebSocket.FINAL | 1, new byte[50], true);
            phone.send(Arrays.copyOf(part, 20));
            assertThat(never.ended()).isTrue();
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @Test
    void aPhoneIsReachedOnItsFlow() throws Exception {
        try (TestRuntime server = start();
                RawWebSocket phone = RawWebSocket.open(webSocket(server), "/sip")) {
            phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "in"));
            phone.receive();
            Flow flow = server.core().flows.getFirst();
            var _ = server.send(options("out"), flow);
            assertThat(phone.receive().text())
                    .startsWith("OPTIONS ")
                    .contains("Via: SIP/2.0/WS 127.0.0.1:");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void weAreAClientToo(Backend backend) throws Exception {
        try (TestRuntime server = start(backend, plain());
                TestRuntime client = start(backend, plain())) {
            Hop hop = new Hop(Transport.WS, webSocket(server));
            for (int i = 0; i < 3; i++) {
                Object outcome = client.send(options("client" + i), hop).get(5, TimeUnit.SECONDS);
                assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            }
            assertThat(server.runtime.traffic().connections().accepted()).isEqualTo(1);
        }
    }

    @Test
    void aClientOpensThePathThatItWasTold() throws Exception {
        try (TestRuntime server =
                start(
                        Backend.preferred(),
                        new TransportContext.Secure(null, ONE_ORIGIN, Map.of()))) {
            InetSocketAddress to = webSocket(server);
            Map<String, String> paths = Map.of("127.0.0.1:" + to.getPort(), "/sip");
            var told = new TransportContext.Secure(null, WebSocketSettings.defaults(), paths);
            try (TestRuntime knowing = start(Backend.preferred(), told);
                    TestRuntime other = start()) {
                Hop hop = new Hop(Transport.WS, to);
                Object good = knowing.send(options("good"), hop).get(5, TimeUnit.SECONDS);
                assertThat(((SipResponse) good).status()).isEqualTo(200);
                Object bad = other.send(options("bad"), hop).get(5, TimeUnit.SECONDS);
                assertThat(bad)
                        .isEqualTo(
                                new ClientFailure.TransportFailed(
                                        new Cause.TransportFailed(hop, "websocket: answered 404")));
            }
        }
    }

    @Test
    void bothWorkOverTls() throws Exception {
        Authority authority = new Authority("root");
        TlsIdentity identity = authority.of("example.com");
        var secure =
                new TransportContext.Secure(
                        TlsContext.of(authority.settings(identity)),
                        WebSocketSettings.defaults(),
                        Map.of());
        try (TestRuntime server = start(Backend.preferred(), secure);
                TestRuntime client = start(Backend.preferred(), secure)) {
            Hop hop = new Hop(Transport.WSS, webSocket(server), "example.com");
            SipRequest request = Wire.request(Wire.options("WSS", "secure"));
            Object outcome = client.send(request, hop).get(5, TimeUnit.SECONDS);
            assertThat(((SipResponse) outcome).status()).isEqualTo(200);
            Hop other = new Hop(Transport.WSS, webSocket(server), "example.org");
            Object refused = client.send(request, other).get(5, TimeUnit.SECONDS);
            assertThat(refused.toString()).contains("not one of example.org");

            SSLSocket socket =
                    (SSLSocket)
                            JdkTls.context(authority.settings()).getSocketFactory().createSocket();
            socket.connect(webSocket(server));
            try (RawWebSocket phone = new RawWebSocket(socket)) {
                assertThat(phone.ask("/ws", RawWebSocket.USUAL + "Sec-WebSocket-Protocol: sip\r\n"))
                        .startsWith("HTTP/1.1 101 ");
                phone.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WSS", "raw"));
                assertThat(phone.receive().text()).startsWith("SIP/2.0 200 OK\r\n");
            }
        }
    }

    @Test
    void aPeerThatDoesNotAnswerAPingLosesItsFlow() throws Exception {
        TransportLimits.Patience usual = TransportLimits.Patience.defaults();
        var brief =
                new TransportLimits.Patience(
                        usual.connect(),
                        usual.handshake(),
                        usual.firstMessage(),
                        usual.idle(),
                        Duration.ofMillis(200));
        try (TestRuntime server =
                        start(Backend.preferred(), plain(), limits -> limits.withPatience(brief));
                RawWebSocket deaf = RawWebSocket.open(webSocket(server), "/sip");
                RawWebSocket good = RawWebSocket.open(webSocket(server), "/sip")) {
            deaf.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "deaf"));
            deaf.receive();
            good.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "good"));
            good.receive();
            List<Flow> flows = server.core().flows;
            for (Flow flow : flows) {
                server.runtime.execute(0, stack -> stack.keepAlive(flow));
            }
            assertThat(good.receive().first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.PING);
            good.send(RawWebSocket.FINAL | RawWebSocket.PONG, "");
            assertThat(deaf.receive().first()).isEqualTo(RawWebSocket.FINAL | RawWebSocket.PING);
            assertThat(end(deaf)).isTrue();
            await().until(() -> server.runtime.traffic().connections().open() == 1);
            good.send(RawWebSocket.FINAL | RawWebSocket.TEXT, Wire.options("WS", "again"));
            assertThat(good.receive().text()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    private static boolean end(RawWebSocket socket) throws IOException {
        return socket.ended();
    }
}
