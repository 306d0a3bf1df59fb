package dev.ringback.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.socket.Backend;
import dev.ringback.socket.Sockets;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Browsers that are handed on to the web server, and do not behave.
final class RelayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofHours(1);
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final int HEADER = 16 + 12 + 3 + 4 + 3 + 1;
    private static final int LARGE = 32_000_000;

    private final ServerSocket server;
    private final AtomicLong written = new AtomicLong();

    RelayTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout((int) PATIENCE.toMillis());
    }

    @AfterEach
    void end() throws IOException {
        server.close();
    }

    /// A port with a door.
    private final class Port implements AutoCloseable {
        private final WebPassage passage;
        private final EventLoopGroup loops;
        private final InetSocketAddress at;

        Port(Backend backend, Relay.Patience patience) {
            this(backend, backend.sockets(), patience);
        }

        Port(Backend backend, Sockets behind, Relay.Patience patience) {
            Sockets sockets = backend.sockets();
            passage = new WebPassage(patience);
            loops = new MultiThreadIoEventLoopGroup(1, sockets.loops());
            at =
                    (InetSocketAddress)
                            new ServerBootstrap()
                                    .group(loops)
                                    .channelFactory(() -> sockets.server(SocketProtocolFamily.INET))
                                    .childHandler(new Layers(passage, behind))
                                    .bind(InetAddress.getLoopbackAddress(), 0)
                                    .syncUninterruptibly()
                                    .channel()
                                    .localAddress();
            passage.open(
                    new WebPassage.Way(
                            at, (InetSocketAddress) server.getLocalSocketAddress(), "word"));
        }

        Socket browser(String text) throws IOException {
            Socket socket = new Socket();
            socket.setReceiveBufferSize(4_096);
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(at);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return socket;
        }

        @Override
        public void close() {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    private static final class Layers extends ChannelInitializer<Channel> {
        private final WebPassage passage;
        private final Sockets sockets;

        Layers(WebPassage passage, Sockets sockets) {
            this.passage = passage;
            this.sockets = sockets;
        }

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new Records());
            ServerUpgrade.accept(channel, WebSocketSettings.defaults(), 65_536);
            passage.watch(channel, sockets, false);
        }
    }

    /// Hands on the head and what follows it as TLS does where each was a record of its own.
    private static final class Records extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf octets = (ByteBuf) message;
            if (octets.readableBytes() > HEAD.length()) {
                context.fireChannelRead(octets.readRetainedSlice(HEAD.length()));
            }
            context.fireChannelRead(octets);
        }
    }

    private CompletableFuture<Void> writeMuch(Socket to) {
        return CompletableFuture.runAsync(
                () -> {
                    byte[] some = new byte[8_192];
                    try (OutputStream out = to.getOutputStream()) {
                        while (written.addAndGet(some.length) < LARGE) {
                            out.write(some);
                        }
                    } catch (IOException _) {
                        // the end of the test
                    }
                });
    }

    /// Until nobody takes any more of it.
    private void stuck() {
        AtomicLong before = new AtomicLong(-1);
        await().pollInterval(Duration.ofMillis(300))
                .atMost(PATIENCE)
                .until(() -> before.getAndSet(written.get()) == written.get());
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aBrowserThatTakesNothingLosesItsPlace(Backend backend) throws Exception {
        try (Port port = new Port(backend, new Relay.Patience(SHORT, LONG));
                Socket browser = port.browser(HEAD);
                Socket asked = server.accept()) {
            CompletableFuture<Void> writer = writeMuch(asked);
            assertThat(browser.isConnected()).isTrue();
            await().atMost(PATIENCE).until(() -> port.passage.taken() == 0);
            writer.join();
            assertThat(written).hasValueLessThan(LARGE);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aBrowserThatTakesNothingLosesItsPlaceOnceTheWebServerHasEnded(Backend backend)
            throws Exception {
        try (Port port = new Port(backend, new Relay.Patience(LONG, SHORT));
                Socket browser = port.browser(HEAD)) {
            CompletableFuture<Void> writer;
            try (Socket asked = server.accept()) {
                writer = writeMuch(asked);
                stuck();
                assertThat(port.passage.taken()).isOne();
                asked.setSoLinger(true, 0);
            }
            writer.join();
            if (backend == Backend.NIO) {
                // it hears of the end only when it reads
                browser.getInputStream().readNBytes(1 << 20);
            }
            await().atMost(PATIENCE).until(() -> port.passage.taken() == 0);
        }
    }

    @Test
    void whatFollowsTheHeadBeforeTheWebServerIsThereIsNotLost() throws Exception {
        String body = "x".repeat(1_000);
        try (Port port = new Port(Backend.preferred(), Relay.Patience.USUAL);
                Socket browser = port.browser(HEAD + body);
                Socket asked = server.accept()) {
            assertThat(browser.isConnected()).isTrue();
            asked.setSoTimeout((int) PATIENCE.toMillis());
            byte[] header = asked.getInputStream().readNBytes(HEADER);
            assertThat(header).startsWith("\r\n\r\n\0\r\nQUIT\n".getBytes(ISO_8859_1));
            byte[] rest = asked.getInputStream().readNBytes(HEAD.length() + body.length());
            assertThat(rest).asString().isEqualTo(HEAD + body);
        }
    }

    @Test
    void withoutASocketForTheWebServerThePlaceIsGivenBack() throws Exception {
        Sockets none =
                (Sockets)
                        Proxy.newProxyInstance(
                                Sockets.class.getClassLoader(),
                                new Class<?>[] {Sockets.class},
                                (_, _, _) -> {
                                    throw new IllegalStateException("too many open files");
                                });
        try (Port port = new Port(Backend.preferred(), none, Relay.Patience.USUAL);
                Socket browser = port.browser(HEAD)) {
            assertThat(browser.getInputStream().read()).isEqualTo(-1);
            await().atMost(PATIENCE).until(() -> port.passage.taken() == 0);
        }
    }
}
