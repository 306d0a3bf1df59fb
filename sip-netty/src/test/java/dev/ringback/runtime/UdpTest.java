package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Datagrams, over both kinds of sockets.
class UdpTest {
    private static final int BURSTS = 5;
    private static final int IN_FLIGHT = 125;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void requestIsAnsweredToItsSource(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            peer.send(Wire.options("UDP", "one"), server.udp());
            assertThat(peer.receive())
                    .startsWith("SIP/2.0 200 OK\r\n")
                    .contains("received=127.0.0.1")
                    .contains("rport=" + peer.address().getPort());
            Flow expected = new Flow(Transport.UDP, server.udp(), peer.address(), 0);
            assertThat(server.core().flows).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void ipv6RequestIsAnswered(Backend backend) throws Exception {
        try (TestRuntime server =
                        TestRuntime.start(
                                backend, c -> c.listen(Transport.UDP, Wire.loopback6(0)));
                UdpPeer peer = new UdpPeer(Wire.loopback6(0))) {
            peer.send(Wire.options("UDP", "six"), server.runtime.listenPoints().get(2).bound());
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(server.runtime.listenPoints().get(2).advertisedHost())
                    .isEqualTo("[0:0:0:0:0:0:0:1]");
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void largestDatagramsArriveWholeAndInBatches(Backend backend) throws Exception {
        String body = "x".repeat(65_000);
        try (TestRuntime server = TestRuntime.start(backend);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            for (int i = 0; i < 8; i++) {
                peer.send(Wire.options("UDP", "big" + i, body), server.udp());
                peer.send(Wire.options("UDP", "small" + i), server.udp());
            }
            await().until(() -> server.core().requests.size() == 16);
            assertThat(server.core().requests)
                    .extracting(SipRequest::bodyLength)
                    .containsOnly(0, 65_000);
            assertThat(server.core().requests)
                    .filteredOn(r -> r.bodyLength() > 0)
                    .hasSize(8)
                    .allSatisfy(r -> assertThat(r.body()).containsOnly('x'));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void keepAlivesAreIgnored(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            peer.send("", server.udp());
            peer.send("\r\n", server.udp());
            peer.send("\r\n\r\n", server.udp());
            peer.send(Wire.options("UDP", "after"), server.udp());
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(server.notices).isEmpty();
            assertThat(server.runtime.traffic().datagramsIn()).isEqualTo(4);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void rubbishIsCountedAndTheNextRequestAnswered(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            peer.send("\0\u00ff no SIP at all", server.udp());
            peer.send(Wire.options("UDP", "good"), server.udp());
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            assertThat(server.notices).hasSize(1).first().isInstanceOf(Notice.ParseError.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void clientRequestGoesOutAndIsRepeatedInTime(Backend backend) throws Exception {
        try (TestRuntime client = TestRuntime.start(backend);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            long start = System.nanoTime();
            var outcome =
                    client.send(
                            Wire.request(Wire.options("UDP", "out")),
                            new Hop(Transport.UDP, peer.address()));
            assertThat(peer.receive()).startsWith("OPTIONS ");
            assertThat(peer.receive()).startsWith("OPTIONS ");
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertThat(millis).isBetween(490L, 2_000L);
            assertThat(client.notices).containsOnly(new Notice.Retransmitted());
            assertThat(outcome).isNotDone();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void twoRuntimesTalk(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TestRuntime client = TestRuntime.start(backend)) {
            Object outcome =
                    client.send(
                                    Wire.request(Wire.options("UDP", "talk")),
                                    new Hop(Transport.UDP, server.udp()))
                            .get(5, TimeUnit.SECONDS);
            assertThat(outcome).isInstanceOf(SipResponse.class);
            assertThat(((SipResponse) outcome).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void familyWithoutASocketFails(Backend backend) throws Exception {
        try (TestRuntime client = TestRuntime.start(backend)) {
            Hop nowhere = new Hop(Transport.UDP, Wire.loopback6(5060));
            Object outcome =
                    client.send(Wire.request(Wire.options("UDP", "nowhere")), nowhere)
                            .get(5, TimeUnit.SECONDS);
            assertThat(outcome)
                    .isEqualTo(
                            new ClientFailure.TransportFailed(
                                    new Cause.TransportFailed(
                                            nowhere, "no UDP socket of that address family")));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void errorOfTheSystemComesBackForThatMessage(Backend backend) throws Exception {
        try (TestRuntime client = TestRuntime.start(backend)) {
            int head = Wire.options("UDP", "long", "x".repeat(65_000)).length() - 65_000;
            String tooLong = Wire.options("UDP", "long", "x".repeat(65_520 - head));
            client.runtime.execute(
                    0,
                    stack ->
                            stack.sendStateless(
                                    Wire.request(tooLong),
                                    new Hop(Transport.UDP, Wire.loopback(9))));
            await().untilAsserted(
                            () ->
                                    assertThat(client.notices)
                                            .containsExactly(new Notice.Dropped("unsendable")));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void burstIsSharedByTheShardsAndAnsweredWithoutLoss(Backend backend) throws Exception {
        int peers = 8;
        RuntimeConfig.Builder config =
                RuntimeConfig.builder()
                        .shards(2)
                        .backend(backend)
                        .listen(Transport.UDP, Wire.loopback(0));
        try (TestRuntime server = TestRuntime.counting(config)) {
            Set<String> answered = new HashSet<>();
            for (int p = 0; p < peers; p++) {
                burst(server.udp(), "burst-" + p + "-", answered);
            }
            assertThat(answered).hasSize(peers * BURSTS * IN_FLIGHT);
            assertThat(server.cores)
                    .hasSize(2)
                    .allSatisfy(c -> assertThat(c.answered.get()).isBetween(2_000, 3_000));
            assertThat(server.notices).isEmpty();
        }
    }

    private static void burst(InetSocketAddress to, String name, Set<String> answered)
            throws IOException {
        try (UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            for (int i = 0; i < BURSTS * IN_FLIGHT; i++) {
                peer.send(Wire.options("UDP", name + i), to);
                if (i % IN_FLIGHT == IN_FLIGHT - 1) {
                    receive(peer, answered);
                }
            }
        }
    }

    private static void receive(UdpPeer peer, Set<String> answered) throws IOException {
        for (int i = 0; i < IN_FLIGHT; i++) {
            String response = peer.receive();
            int id = response.indexOf("burst-");
            answered.add(response.substring(id, response.indexOf(';', id)));
        }
    }
}
