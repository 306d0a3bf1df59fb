package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Closed UDP ports, as Linux tells of them: RFC 3261 §18.4, ADR 0020.
class UnreachableTest {
    private static final int BURST = 200;

    @Test
    void aClosedPortIsATransportErrorAtOnce() throws Exception {
        try (TestRuntime client = TestRuntime.start(Backend.EPOLL)) {
            Hop closed = new Hop(Transport.UDP, Wire.loopback(closedPort()));
            assertThat(outcome(client.send(Wire.request(Wire.options("UDP", "c")), closed)))
                    .isEqualTo(refused(closed));
        }
    }

    @Test
    void soItIsOverIpv6() throws Exception {
        try (TestRuntime client =
                TestRuntime.start(Backend.EPOLL, c -> c.listen(Transport.UDP, Wire.loopback6(0)))) {
            int port;
            try (UdpPeer peer = new UdpPeer(Wire.loopback6(0))) {
                port = peer.address().getPort();
            }
            Hop closed = new Hop(Transport.UDP, Wire.loopback6(port));
            assertThat(outcome(client.send(Wire.request(Wire.options("UDP", "c")), closed)))
                    .isEqualTo(refused(closed));
        }
    }

    @Test
    void everyShardHearsOfIt() throws Exception {
        RuntimeConfig.Builder config =
                RuntimeConfig.builder()
                        .shards(2)
                        .backend(Backend.EPOLL)
                        .listen(Transport.UDP, Wire.loopback(0));
        try (TestRuntime client = TestRuntime.counting(config)) {
            for (int i = 0; i < 8; i++) {
                Hop closed = new Hop(Transport.UDP, Wire.loopback(closedPort()));
                for (int shard = 0; shard < 2; shard++) {
                    String text = Wire.options("UDP", "s" + shard);
                    assertThat(outcome(client.send(shard, Wire.request(text), closed)))
                            .isEqualTo(refused(closed));
                }
            }
        }
    }

    @Test
    void errorsCostNoOtherPacket() throws Exception {
        try (TestRuntime client = TestRuntime.start(Backend.EPOLL);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            InetSocketAddress closed = Wire.loopback(closedPort());
            List<CompletableFuture<Object>> lost = new ArrayList<>();
            for (int i = 0; i < BURST; i++) {
                String live = Wire.options("UDP", "live" + i);
                lost.add(
                        client.send(
                                Wire.request(Wire.options("UDP", "lost" + i)),
                                new Hop(Transport.UDP, closed)));
                client.runtime.execute(
                        0,
                        stack ->
                                stack.sendStateless(
                                        Wire.request(live),
                                        new Hop(Transport.UDP, peer.address())));
                peer.send(Wire.options("UDP", "in" + i), client.udp());
            }
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 2 * BURST; i++) {
                seen.add(callId(peer.receive()));
            }
            assertThat(seen).hasSize(2 * BURST);
            for (CompletableFuture<Object> outcome : lost) {
                assertThat(outcome(outcome)).isInstanceOf(ClientFailure.TransportFailed.class);
            }
            assertThat(client.core().requests).hasSize(BURST);
            // the kernel limits its ICMP messages; what it keeps back is repeated and told then
            assertThat(client.notices).allMatch(new Notice.Retransmitted()::equals);
        }
    }

    @Test
    void theLoopSleepsAfterwards() throws Exception {
        try (TestRuntime client = TestRuntime.start(Backend.EPOLL)) {
            InetSocketAddress closed = Wire.loopback(closedPort());
            for (int i = 0; i < BURST; i++) {
                String text = Wire.options("UDP", "idle" + i);
                client.runtime.execute(
                        0,
                        stack ->
                                stack.sendStateless(
                                        Wire.request(text), new Hop(Transport.UDP, closed)));
            }
            Hop last = new Hop(Transport.UDP, closed);
            outcome(client.send(Wire.request(Wire.options("UDP", "last")), last));
            long before = cpu();
            long start = System.nanoTime();
            await().pollDelay(Duration.ofMillis(500)).until(() -> true);
            double share = (cpu() - before) / (double) (System.nanoTime() - start);
            assertThat(share).as("CPU of an idle process").isLessThan(0.5);
        }
    }

    private static long cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static String callId(String message) {
        int at = message.indexOf("Call-ID: ") + "Call-ID: ".length();
        return message.substring(at, message.indexOf('\r', at));
    }

    private static ClientFailure refused(Hop to) {
        return new ClientFailure.TransportFailed(
                new Cause.TransportFailed(to, "connection refused"));
    }

    private static Object outcome(CompletableFuture<Object> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    private static int closedPort() throws IOException {
        try (UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            return peer.address().getPort();
        }
    }
}
