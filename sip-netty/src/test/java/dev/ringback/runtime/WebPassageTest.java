package dev.ringback.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.socket.Backend;
import dev.ringback.stack.Transport;
import dev.ringback.transport.TransportContext;
import dev.ringback.websocket.WebPassage;
import dev.ringback.websocket.WebSocketSettings;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Browsers that come to a WebSocket port and want a page.
final class WebPassageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int HEADER = 16 + 12 + 3 + 4 + 3 + 1;

    private static TestRuntime start(Backend backend, WebPassage web) throws Exception {
        return TestRuntime.start(
                backend,
                config ->
                        config.listen(Transport.WS, Wire.loopback(0))
                                .secure(
                                        new TransportContext.Secure(
                                                null,
                                                WebSocketSettings.defaults(),
                                                Map.of(),
                                                web)));
    }

    private static InetSocketAddress port(TestRuntime server) {
        return server.runtime.listenPoints().getLast().bound();
    }

    private static Socket connect(InetSocketAddress to) throws IOException {
        Socket socket = new Socket(to.getAddress(), to.getPort());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static ServerSocket behind() throws IOException {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    private static WebPassage.Way way(InetSocketAddress at, ServerSocket behind) {
        return new WebPassage.Way(
                at,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), behind.getLocalPort()),
                "word");
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aPageIsAskedOfTheWebServerWhichLearnsWhoAsks(Backend backend) throws Exception {
        WebPassage web = new WebPassage();
        try (TestRuntime server = start(backend, web);
                ServerSocket behind = behind()) {
            web.open(way(port(server), behind));
            try (Socket browser = connect(port(server))) {
                // a head that comes in two parts
                browser.getOutputStream().write(GET.substring(0, 9).getBytes(ISO_8859_1));
                browser.getOutputStream().flush();
                browser.getOutputStream().write(GET.substring(9).getBytes(ISO_8859_1));
                try (Socket asked = behind.accept()) {
                    DataInputStream in = new DataInputStream(asked.getInputStream());
                    byte[] header = in.readNBytes(HEADER);
                    assertThat(header).startsWith("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
                    int source = ((header[24] & 0xff) << 8) | (header[25] & 0xff);
                    assertThat(source).isEqualTo(browser.getLocalPort());
                    assertThat(new String(header, ISO_8859_1)).contains("\u00e0\0\4word");
                    assertThat(in.readNBytes(GET.length())).isEqualTo(GET.getBytes(ISO_8859_1));
                    asked.getOutputStream().write("answer".getBytes(ISO_8859_1));
                    assertThat(browser.getInputStream().readNBytes(6))
                            .asString()
                            .isEqualTo("answer");
                    browser.getOutputStream().write(GET.getBytes(ISO_8859_1));
                    assertThat(in.readNBytes(GET.length())).asString().isEqualTo(GET);
                }
                assertThat(browser.getInputStream().read()).isEqualTo(-1);
            }
            await().atMost(PATIENCE)
                    .until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @Test
    void muchIsPassedOnWhileTheOtherSideReadsSlowly() throws Exception {
        WebPassage web = new WebPassage();
        byte[] much = new byte[20_000_000];
        new SplittableRandom(1).nextBytes(much);
        try (TestRuntime server = start(Backend.preferred(), web);
                ServerSocket behind = behind()) {
            web.open(way(port(server), behind));
            try (Socket browser = connect(port(server))) {
                browser.getOutputStream().write(GET.getBytes(ISO_8859_1));
                try (Socket asked = behind.accept()) {
                    CompletableFuture<Void> written =
                            CompletableFuture.runAsync(() -> write(asked, much));
                    assertThat(browser.getInputStream().readNBytes(much.length)).isEqualTo(much);
                    written.join();
                }
            }
        }
    }

    private static void write(Socket to, byte[] octets) {
        try {
            to.getOutputStream().write(octets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aWebSocketIsOpenedAsWithoutIt() throws Exception {
        WebPassage web = new WebPassage();
        try (TestRuntime server = start(Backend.preferred(), web);
                ServerSocket behind = behind()) {
            web.open(way(port(server), behind));
            RawWebSocket opened = RawWebSocket.open(port(server), "/sip");
            opened.send(RawWebSocket.FINAL | RawWebSocket.PING, "x");
            assertThat(server.runtime.connections()).containsEntry(Transport.WS, 1L);
            assertThat(opened).isNotNull();
        }
    }

    @Test
    void withoutAWayThereIsNothingAndAtAnotherAddressNeither() throws Exception {
        WebPassage web = new WebPassage();
        try (TestRuntime server = start(Backend.preferred(), web);
                ServerSocket behind = behind()) {
            assertThat(answer(port(server))).startsWith("HTTP/1.1 426 ");
            InetSocketAddress other =
                    new InetSocketAddress(
                            InetAddress.ofLiteral("192.0.2.1"), port(server).getPort());
            web.open(way(other, behind));
            assertThat(answer(port(server))).startsWith("HTTP/1.1 426 ");
            web.open(way(port(server), behind));
            web.close();
            assertThat(answer(port(server))).startsWith("HTTP/1.1 426 ");
        }
    }

    @Test
    void aWebServerThatIsGoneEndsTheConnection() throws Exception {
        WebPassage web = new WebPassage();
        try (TestRuntime server = start(Backend.preferred(), web)) {
            ServerSocket gone = behind();
            web.open(way(port(server), gone));
            gone.close();
            assertThat(answer(port(server))).isEmpty();
        }
    }

    @Test
    void manyBrowsersTakeNoPlaceOfTelephones() throws Exception {
        WebPassage web = new WebPassage();
        try (TestRuntime server = start(Backend.preferred(), web);
                ServerSocket behind = behind()) {
            web.open(way(port(server), behind));
            for (int i = 0; i < 300; i++) {
                try (Socket browser = connect(port(server))) {
                    browser.getOutputStream().write(GET.getBytes(ISO_8859_1));
                    behind.accept().close();
                    assertThat(browser.getInputStream().read()).isEqualTo(-1);
                }
            }
            await().atMost(PATIENCE)
                    .until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    private static String answer(InetSocketAddress port) throws IOException {
        try (Socket browser = connect(port)) {
            browser.getOutputStream().write(GET.getBytes(ISO_8859_1));
            return new String(browser.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
