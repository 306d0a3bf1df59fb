package dev.ringback.runtime;

import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Tally;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// Responses that cannot be read: nobody knows whose they are.
class UnreadableTest {
    private static final int SHARDS = 3;

    @Test
    void everyShardHearsOfThem() throws Exception {
        RuntimeConfig.Builder config =
                RuntimeConfig.builder()
                        .shards(SHARDS)
                        .backend(Backend.NIO)
                        .listen(Transport.UDP, Wire.loopback(0));
        try (TestRuntime client = TestRuntime.counting(config);
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            Hop hop = new Hop(Transport.UDP, peer.address());
            List<ClientTransaction> waiting = new ArrayList<>();
            for (int shard = 0; shard < SHARDS; shard++) {
                waiting.add(send(client, shard, hop));
            }
            InetSocketAddress from = client.udp();
            peer.send("SIP/2.0 200 OK\r\nVia: ?\r\n\r\n", from);
            for (int shard = 0; shard < SHARDS; shard++) {
                int index = shard;
                await().until(
                                () -> tally(client, index, waiting.get(index)),
                                tally -> tally.unreadable() == 1);
            }
        }
    }

    private static ClientTransaction send(TestRuntime client, int shard, Hop hop) {
        return on(
                client,
                shard,
                stack -> {
                    ListenPoint local = Objects.requireNonNull(stack.localFor(hop));
                    SipRequest request =
                            Wire.request(Wire.options("UDP", "s" + shard))
                                    .edit()
                                    .replaceFirst(
                                            HeaderName.VIA,
                                            local.via("z9hG4bKs" + shard).toString())
                                    .build();
                    return stack.send(request, hop, new Waiting());
                });
    }

    private static Tally tally(TestRuntime client, int shard, ClientTransaction transaction) {
        return on(client, shard, _ -> transaction.tally(Duration.ofMinutes(1)));
    }

    private static <T> T on(TestRuntime client, int shard, Step<T> step) {
        CompletableFuture<T> done = new CompletableFuture<>();
        client.runtime.execute(shard, stack -> done.complete(step.on(stack)));
        return done.join();
    }

    /// What is done on a shard.
    private interface Step<T> {
        T on(SipStack stack);
    }

    /// Somebody who waits and hears nothing.
    private static final class Waiting implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {}

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {}
    }
}
