package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Start, faults and end of a runtime.
class LifecycleTest {
    private static RuntimeConfig on(
            Backend backend, int shards, Transport transport, InetSocketAddress address) {
        return RuntimeConfig.builder()
                .backend(backend)
                .shards(shards)
                .listen(Transport.UDP, Wire.loopback(0))
                .listen(transport, address)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "EPOLL, 1, UDP", "EPOLL, 2, UDP", "EPOLL, 1, TCP", "EPOLL, 2, TCP",
        "NIO, 1, UDP", "NIO, 2, UDP", "NIO, 1, TCP", "NIO, 2, TCP"
    })
    void takenPortIsReported(Backend backend, int shards, Transport transport) throws Exception {
        try (TestRuntime first = TestRuntime.start(backend, c -> c.shards(shards))) {
            InetSocketAddress taken = transport == Transport.UDP ? first.udp() : first.tcp();
            ListenException refused =
                    catchThrowableOfType(
                            ListenException.class,
                            () ->
                                    SipRuntime.start(
                                            on(backend, shards, transport, taken),
                                            _ -> new RecordingCore()));
            String listen = transport.parameter() + ":127.0.0.1:" + taken.getPort();
            assertThat(refused.listen()).isEqualTo(listen);
            assertThat(refused.reason()).isEqualTo("address already in use");
            assertThat(refused)
                    .hasMessage("cannot listen on " + listen + ": address already in use");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void failedStartLeavesNothingOpen(Backend backend) throws Exception {
        InetSocketAddress free;
        try (UdpPeer probe = new UdpPeer(Wire.loopback(0))) {
            free = probe.address();
        }
        RuntimeConfig config =
                RuntimeConfig.builder()
                        .backend(backend)
                        .shards(2)
                        .listen(Transport.UDP, free)
                        .listen(
                                Transport.UDP,
                                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.77"), 0))
                        .build();
        assertThatThrownBy(() -> SipRuntime.start(config, _ -> new RecordingCore()))
                .isInstanceOf(ListenException.class)
                .hasMessage("cannot listen on udp:192.0.2.77:0: cannot assign requested address");
        try (UdpPeer again = new UdpPeer(free)) {
            assertThat(again.address()).isEqualTo(free);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void wildcardTellsAnAddressThatCanBeReached(Backend backend) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);
        try (SipRuntime runtime =
                SipRuntime.start(on(backend, 1, Transport.UDP, any), _ -> new RecordingCore())) {
            ListenPoint point = runtime.listenPoints().get(1);
            InetAddress told = InetAddress.ofLiteral(point.advertisedHost());
            assertThat(told.isAnyLocalAddress()).isFalse();
            assertThat(point.bound().getAddress().isAnyLocalAddress()).isTrue();
            assertThat(point.advertisedPort()).isEqualTo(point.bound().getPort()).isPositive();
            try (UdpPeer peer = new UdpPeer(new InetSocketAddress(told, 0))) {
                peer.send(
                        Wire.options("UDP", "wild"),
                        new InetSocketAddress(told, point.advertisedPort()));
                assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            }
        }
    }

    @Test
    void wildcardsOfBothFamiliesShareAPort() throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("::"), 0);
        try (SipRuntime six =
                SipRuntime.start(
                        on(Backend.EPOLL, 2, Transport.UDP, any), _ -> new RecordingCore())) {
            int port = six.listenPoints().get(1).advertisedPort();
            InetSocketAddress any4 = new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), port);
            try (SipRuntime four =
                            SipRuntime.start(
                                    on(Backend.EPOLL, 2, Transport.UDP, any4),
                                    _ -> new RecordingCore());
                    UdpPeer peer = new UdpPeer(Wire.loopback6(0))) {
                assertThat(four.listenPoints().get(1).advertisedPort()).isEqualTo(port);
                peer.send(Wire.options("UDP", "six"), Wire.loopback6(port));
                assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
                assertThat(four.traffic().datagramsIn()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void advertisedHostIsTold(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend, c -> c.advertise("sip.example.com"))) {
            assertThat(server.runtime.listenPoints())
                    .extracting(ListenPoint::advertisedHost)
                    .containsExactly("sip.example.com", "sip.example.com");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void faultsAreCountedAndTheShardGoesOn(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            server.core().failOnce(new IllegalStateException("a bug in the core"));
            peer.send(Wire.options("UDP", "bug"), server.udp());
            assertThat(peer.receive()).startsWith("SIP/2.0 500 ");
            server.runtime.execute(
                    0,
                    _ -> {
                        throw new AssertionError("a bug in a command");
                    });
            await().until(() -> server.notices.size() == 2);
            assertThat(server.notices).hasOnlyElementsOfType(Notice.Fault.class);
            assertThat(server.answered)
                    .containsExactly(new Cause.Fault("java.lang.IllegalStateException"));
            peer.send(Wire.options("UDP", "well"), server.udp());
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void questionIsAnsweredInALaterStep(Backend backend) throws Exception {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        try (TestRuntime server = TestRuntime.start(backend)) {
            server.runtime.execute(
                    "some-call",
                    stack ->
                            stack.ask(
                                    new Question.Dns("localhost", DnsRecord.Type.A),
                                    answer::complete));
            assertThat(answer.get(5, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            Answer.Records.class,
                            found ->
                                    assertThat(found.records())
                                            .containsExactly(
                                                    new DnsRecord.Address(
                                                            InetAddress.ofLiteral("127.0.0.1"))));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void drainKeepsWhatIsOpen(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer open = TcpPeer.connect(server.tcp());
                UdpPeer datagrams = new UdpPeer(Wire.loopback(0))) {
            open.send(Wire.options("TCP", "before"));
            assertThat(open.receive()).startsWith("SIP/2.0 200 OK\r\n");
            server.runtime.drain();
            await().untilAsserted(
                            () ->
                                    assertThatThrownBy(() -> TcpPeer.connect(server.tcp()).close())
                                            .isInstanceOf(ConnectException.class));
            open.send(Wire.options("TCP", "during"));
            assertThat(open.receive()).startsWith("SIP/2.0 200 OK\r\n");
            datagrams.send(Wire.options("UDP", "during2"), server.udp());
            assertThat(datagrams.receive()).startsWith("SIP/2.0 200 OK\r\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void closeEndsConnectionsLoopsAndPorts(Backend backend) throws Exception {
        TestRuntime server = TestRuntime.start(backend, c -> c.shards(2));
        InetSocketAddress udp = server.udp();
        try (TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send(Wire.options("TCP", "last"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            long start = System.nanoTime();
            server.close();
            server.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(3));
            assertThat(peer.ended()).isTrue();
        }
        server.runtime.execute(0, _ -> server.notices.add(new Notice.Dropped("must not run")));
        try (UdpPeer again = new UdpPeer(udp)) {
            assertThat(again.address()).isEqualTo(udp);
        }
        assertThat(server.notices).isEmpty();
    }
}
