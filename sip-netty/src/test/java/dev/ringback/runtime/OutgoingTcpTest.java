package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transport.TransportLimits;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Connections that we open, over both kinds of sockets.
class OutgoingTcpTest {
    private static SipRequest options(String callId) {
        return Wire.request(Wire.options("TCP", callId));
    }

    private static Hop hop(InetSocketAddress to) {
        return new Hop(Transport.TCP, to);
    }

    /// One that waits hardly longer for a connection than what counts as silence.
    private static TestRuntime impatient() throws Exception {
        TransportLimits limits =
                new TransportLimits(
                        Duration.ofMillis(1_100), Duration.ofSeconds(30), 100, 100, 1 << 20);
        return TestRuntime.start(Backend.preferred(), c -> c.transportLimits(limits));
    }

    private static ClientFailure failed(Hop hop, String reason) {
        return new ClientFailure.TransportFailed(new Cause.TransportFailed(hop, reason));
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void requestsToOneHopShareAConnection(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TestRuntime client = TestRuntime.start(backend)) {
            List<CompletableFuture<Object>> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                outcomes.add(client.send(options("share" + i), hop(server.tcp())));
            }
            for (CompletableFuture<Object> outcome : outcomes) {
                SipResponse response = (SipResponse) outcome.get(5, TimeUnit.SECONDS);
                assertThat(response.status()).isEqualTo(200);
            }
            assertThat(server.runtime.traffic().connections().accepted()).isEqualTo(1);
            assertThat(client.runtime.traffic().connections().connected()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connectionOfThePeerIsUsedForRequestsToIt(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TcpPeer peer = TcpPeer.connect(server.tcp())) {
            peer.send(Wire.options("TCP", "in"));
            assertThat(peer.receive()).startsWith("SIP/2.0 200 OK\r\n");
            CompletableFuture<Object> _ = server.send(options("back"), hop(peer.address()));
            assertThat(peer.receive()).startsWith("OPTIONS ").contains("Call-ID: back\r\n");
            assertThat(server.runtime.traffic().connections().connected()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void refusedConnectionFailsEveryRequestWithTheReason(Backend backend) throws Exception {
        InetSocketAddress nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, Wire.loopback(0).getAddress())) {
            nobody = Wire.loopback(taken.getLocalPort());
        }
        try (TestRuntime client = TestRuntime.start(backend)) {
            List<CompletableFuture<Object>> outcomes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                outcomes.add(client.send(options("refused" + i), hop(nobody)));
            }
            for (CompletableFuture<Object> outcome : outcomes) {
                assertThat(outcome.get(5, TimeUnit.SECONDS))
                        .isEqualTo(failed(hop(nobody), "connection refused"));
            }
            assertThat(client.runtime.traffic().connections().open()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connectThatHangsTimesOutAndTheQueueIsBounded(Backend backend) throws Exception {
        assertTheThirdDoesNotFit(backend, 2, 1 << 20);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void queueOfAConnectIsBoundedInOctetsToo(Backend backend) throws Exception {
        assertTheThirdDoesNotFit(backend, 100, options("hang0").size() + 1);
    }

    private static void assertTheThirdDoesNotFit(Backend backend, int messages, int octets)
            throws Exception {
        TransportLimits short1 =
                new TransportLimits(
                        Duration.ofMillis(300), Duration.ofSeconds(30), 100, messages, octets);
        try (FullPort full = new FullPort();
                TestRuntime client = TestRuntime.start(backend, c -> c.transportLimits(short1))) {
            Hop hop = hop(full.address());
            List<CompletableFuture<Object>> outcomes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                outcomes.add(client.send(options("hang" + i), hop));
            }
            assertThat(outcomes.get(2).get(5, TimeUnit.SECONDS))
                    .isEqualTo(failed(hop, "connect queue full"));
            assertThat(outcomes.get(0).get(5, TimeUnit.SECONDS))
                    .isEqualTo(failed(hop, "connect timed out"));
            assertThat(outcomes.get(1).get(5, TimeUnit.SECONDS))
                    .isEqualTo(failed(hop, "connect timed out"));
        }
    }

    @Test
    void whoKeptUsWaitingIsLeftAloneUntilItConnects() throws Exception {
        try (FullPort full = new FullPort();
                TestRuntime client = impatient()) {
            Hop hop = hop(full.address());
            List<CompletableFuture<Object>> waited =
                    List.of(client.send(options("1"), hop), client.send(options("2"), hop));
            for (CompletableFuture<Object> each : waited) {
                assertThat(each.get(5, TimeUnit.SECONDS))
                        .isEqualTo(failed(hop, "connect timed out"));
            }
            long opened = client.runtime.traffic().connections().connected();
            assertThat(client.send(options("3"), hop).get(5, TimeUnit.SECONDS))
                    .asString()
                    .containsPattern("left alone, silent for [1-9] s: connect timed out");
            assertThat(client.runtime.traffic().connections().connected()).isEqualTo(opened);
            try (Socket heard = new Socket(client.tcp().getAddress(), client.tcp().getPort())) {
                await().until(() -> client.runtime.traffic().connections().open() == 1);
                assertThat(heard.isConnected()).isTrue();
                assertThat(client.send(options("4"), hop).get(5, TimeUnit.SECONDS))
                        .isEqualTo(failed(hop, "connect timed out"));
            }
        }
    }

    @Test
    void whoIsThereAgainIsFoundWithoutACallThatWaits() throws Exception {
        try (FullPort full = new FullPort();
                TestRuntime client = impatient()) {
            Hop hop = hop(full.address());
            assertThat(client.send(options("1"), hop).get(5, TimeUnit.SECONDS))
                    .isEqualTo(failed(hop, "connect timed out"));
            try (Socket _ = full.accept();
                    Socket _ = full.accept()) {
                long begun = System.nanoTime();
                List<CompletableFuture<Object>> asked = new ArrayList<>();
                await().pollInterval(Duration.ofMillis(50))
                        .until(
                                () -> {
                                    boolean waits = !asked.isEmpty() && !asked.getLast().isDone();
                                    asked.add(client.send(options("a" + asked.size()), hop));
                                    return waits;
                                });
                assertThat(asked.getFirst().get(5, TimeUnit.SECONDS).toString())
                        .contains("left alone");
                assertThat(Duration.ofNanos(System.nanoTime() - begun))
                        .isGreaterThan(Duration.ofSeconds(1));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void connectionThatEndedIsReplaced(Backend backend) throws Exception {
        try (TestRuntime client = TestRuntime.start(backend);
                ServerSocket server = new ServerSocket(0, 8, Wire.loopback(0).getAddress())) {
            Hop hop = hop(Wire.loopback(server.getLocalPort()));
            CompletableFuture<Object> _ = client.send(options("first"), hop);
            try (TcpPeer accepted = TcpPeer.of(server.accept())) {
                assertThat(accepted.receive()).contains("Call-ID: first\r\n");
            }
            await().until(() -> client.runtime.traffic().connections().open() == 0);
            CompletableFuture<Object> _ = client.send(options("second"), hop);
            try (TcpPeer accepted = TcpPeer.of(server.accept())) {
                assertThat(accepted.receive()).contains("Call-ID: second\r\n");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void shardsUseEachOthersConnections(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend);
                TestRuntime client = TestRuntime.start(backend, c -> c.shards(2))) {
            List<CompletableFuture<Object>> outcomes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String callId = callIdOf(client.runtime, i % 2);
                outcomes.add(client.send(i % 2, options(callId), hop(server.tcp())));
            }
            for (CompletableFuture<Object> outcome : outcomes) {
                SipResponse response = (SipResponse) outcome.get(5, TimeUnit.SECONDS);
                assertThat(response.status()).isEqualTo(200);
            }
            assertThat(server.runtime.traffic().connections().accepted()).isEqualTo(1);
        }
    }

    private int lastCallId;

    private String callIdOf(SipRuntime runtime, int shard) {
        String callId = "shard" + ++lastCallId;
        return runtime.shardOf(callId) == shard ? callId : callIdOf(runtime, shard);
    }
}
