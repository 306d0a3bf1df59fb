package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transport.TransportLimits;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Connections that peers open, over both kinds of sockets.
class TcpTest {
    /// Waits a tenth of a second for a message.
    private static final TransportLimits IMPATIENT =
            new TransportLimits(Duration.ofSeconds(5), Duration.ofMillis(100), 100, 100, 1 << 20);

    private static final String CLOSED_AND_COUNTED = "unsendable";

    @ParameterizedTest
    @EnumSource(Backend.class)
    void requestIsAnsweredOnItsConnection(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send(Wire.options("TCP", "one"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            Flow flow = server.core().flows.getFirst();
            assertThat(flow.transport()).isEqualTo(Transport.TCP);
            assertThat(flow.local()).isEqualTo(server.tcp());
            assertThat(flow.remote()).isEqualTo(peer.address());
            assertThat(flow.connection()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void ipv6ConnectionIsAnswered(Backend backend) throws Exception {
        try (TestRuntime server =
                        TestRuntime.start(
                                backend, c -> c.listen(Transport.TCP, Wire.loopback6(0)));
                TcpPeer peer = TcpPeer.connect(server.runtime.listenPoints().get(2).bound())) {
            peer.send(Wire.options("TCP", "six"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void pipelinedRequestsAreAllAnswered(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            String body = "v=0\r\n\r\n";
            peer.send(
                    Wire.options("TCP", "p1")
                            + Wire.options("TCP", "p2", body)
                            + "\r\n"
                            + Wire.options("TCP", "p3"));
            for (String id : new String[] {"p1", "p2", "p3"}) {
                assertThat(peer.receive()).contains("Call-ID: " + id + "\r\n");
            }
            assertThat(server.core().requests)
                    .extracting(SipRequest::bodyLength)
                    .containsExactly(0, body.length(), 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void requestInSmallPiecesIsPutTogether(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            byte[] all = Wire.bytes(Wire.options("TCP", "pieces", "body"));
            for (int i = 0; i < all.length; i += 3) {
                peer.send(Arrays.copyOfRange(all, i, Math.min(all.length, i + 3)));
            }
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void brokenFramingIsAnsweredAndClosed(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            String good = Wire.options("TCP", "frame");
            peer.send(
                    good.replace("Content-Length: 0", "Content-Length: ten")
                            + "this can be no message any more"
                            + good);
            assertThat(peer.receive()).startsWith("SIP/2.0 400 ");
            assertThat(peer.ended()).isTrue();
            assertThat(server.core().requests).isEmpty();
            assertThat(server.notices).hasSize(1).first().isInstanceOf(Notice.ParseError.class);
            peer.endOutput();
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void keepAliveIsAnswered(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send("\r\n\r\n");
            assertThat(peer.receive(2)).isEqualTo("\r\n");
            peer.send(Wire.options("TCP", "after"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void keepAlivesThatComeTogetherAreAllAnswered(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            int pings = 50_000;
            peer.send("\r\n\r\n".repeat(pings));
            assertThat(peer.receive(2 * pings)).isEqualTo("\r\n".repeat(pings));
            peer.send(Wire.options("TCP", "then"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void slowReaderGetsAllAndNobodyElsesOctets(Backend backend) throws Exception {
        TransportLimits patient =
                new TransportLimits(
                        Duration.ofSeconds(5), Duration.ofSeconds(30), 100, 100, 64 << 20);
        try (TestRuntime server = TestRuntime.start(backend, c -> c.transportLimits(patient));
                TcpPeer slow = TcpPeer.connectWithSmallWindow(server.tcp());
                TcpPeer other = TcpPeer.connect(server.tcp())) {
            slow.send(Wire.options("TCP", "slow"));
            assertThat(slow.receive()).startsWith("SIP/2.0 200 OK\r\n");
            Flow flow = server.core().flows.getFirst();
            int rounds = 40;
            StringBuilder expected = new StringBuilder();
            for (int round = 0; round < rounds; round++) {
                SipRequest big = Wire.request(Wire.options("TCP", "b" + round, "x".repeat(20_000)));
                expected.append(big.toString().repeat(10));
                server.runtime.execute(0, stack -> sendTen(stack, big, flow));
                other.send(Wire.options("TCP", "other" + round));
                assertThat(other.receive()).contains("Call-ID: other" + round + "\r\n");
            }
            String got = slow.receive(expected.length());
            assertThat(got.equals(expected.toString())).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void peerThatHalfClosesStillGetsItsAnswer(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send(Wire.options("TCP", "half"));
            peer.endOutput();
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(peer.ended()).isTrue();
            await().until(() -> server.runtime.traffic().connections().open() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connectionWithoutAMessageIsClosed(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend, c -> c.transportLimits(IMPATIENT));
                TcpPeer silent = TcpPeer.connect(server.tcp());
                TcpPeer slow = TcpPeer.connect(server.tcp());
                TcpPeer good = TcpPeer.connect(server.tcp())) {
            good.send(Wire.options("TCP", "good"));
            assertThat(good.receive()).startsWith("SIP/2.0 200 OK\r\n");
            slow.send(Wire.options("TCP", "slow1") + "OPTIONS sip:half");
            assertThat(slow.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(silent.ended()).isTrue();
            assertThat(slow.ended()).isTrue();
            good.send(Wire.options("TCP", "good2"));
            assertThat(good.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void manyThatAreLateAtOnceAreAllClosed(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend, c -> c.transportLimits(IMPATIENT))) {
            List<TcpPeer> silent = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                silent.add(TcpPeer.connect(server.tcp()));
            }
            await().until(() -> server.runtime.traffic().connections().accepted() == 50);
            await().until(() -> server.runtime.traffic().connections().open() == 0);
            for (TcpPeer peer : silent) {
                assertThat(peer.ended()).isTrue();
                peer.close();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connectionsAreLimited(Backend backend) throws Exception {
        TransportLimits two =
                new TransportLimits(Duration.ofSeconds(5), Duration.ofSeconds(30), 2, 100, 1 << 20);
        try (TestRuntime server = TestRuntime.start(backend, c -> c.transportLimits(two));
                TcpPeer first = TcpPeer.connect(server.tcp());
                TcpPeer second = TcpPeer.connect(server.tcp());
                TcpPeer third = TcpPeer.connect(server.tcp())) {
            assertThat(third.ended()).isTrue();
            assertThat(server.notices).containsExactly(new Notice.Dropped("connection-limit"));
            first.endOutput();
            assertThat(first.ended()).isTrue();
            await().until(() -> server.runtime.traffic().connections().open() == 1);
            try (TcpPeer fourth = TcpPeer.connect(server.tcp())) {
                fourth.send(Wire.options("TCP", "fourth"));
                assertThat(fourth.receive()).startsWith("SIP/2.0 200 OK\r\n");
            }
            second.send(Wire.options("TCP", "second"));
            assertThat(second.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void peerThatDoesNotReadIsClosed(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send(Wire.options("TCP", "reader"));
            await().until(() -> !server.core().flows.isEmpty());
            Flow flow = server.core().flows.getFirst();
            SipRequest big = Wire.request(Wire.options("TCP", "big", "x".repeat(60_000)));
            await().until(
                            () -> {
                                server.runtime.execute(0, stack -> sendTen(stack, big, flow));
                                return server.runtime.traffic().connections().open() == 0;
                            });
            await().untilAsserted(
                            () ->
                                    assertThat(server.notices)
                                            .contains(new Notice.Dropped(CLOSED_AND_COUNTED)));
        }
    }

    private static void sendTen(SipStack stack, SipRequest request, Flow flow) {
        for (int i = 0; i < 10; i++) {
            stack.sendStateless(request, flow);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void sendOnAFlowThatIsGoneFails(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend)) {
            try (TcpPeer peer = TcpPeer.connect(server.tcp())) {
                peer.send(Wire.options("TCP", "gone"));
                assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            }
            await().until(() -> server.runtime.traffic().connections().open() == 0);
            Flow flow = server.core().flows.getFirst();
            server.runtime.execute(
                    0,
                    stack ->
                            stack.sendStateless(
                                    SipResponse.replyTo(server.core().requests.getFirst(), 200)
                                            .statelessTag()
                                            .build(),
                                    flow));
            await().untilAsserted(
                            () ->
                                    assertThat(server.notices)
                                            .containsExactly(
                                                    new Notice.Dropped(CLOSED_AND_COUNTED)));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void resetConnectionDoesNotHurtOthers(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer good = TcpPeer.connect(server.tcp())) {
            try (Socket rude = new Socket(server.tcp().getAddress(), server.tcp().getPort())) {
                rude.setSoLinger(true, 0);
                rude.getOutputStream().write(Wire.bytes(Wire.options("TCP", "rude")));
                await().atMost(5, TimeUnit.SECONDS).until(() -> server.core().requests.size() == 1);
            }
            await().until(() -> server.runtime.traffic().connections().open() == 1);
            good.send(Wire.options("TCP", "polite"));
            assertThat(good.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }
}
