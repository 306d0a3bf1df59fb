package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Resource;
import dev.ringback.cause.Tally;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.Fault;
import dev.ringback.socket.Backend;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Notice;
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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MailboxTest {
    private static final int SHARDS = 3;

    private static Input.Received message(String callId) {
        SipRequest request = Wire.request(Wire.options("UDP", callId));
        Flow flow = new Flow(Transport.UDP, Wire.loopback(5060), Wire.loopback(5062), 0);
        return new Input.Received(flow, request);
    }

    @Test
    void messagesAreBoundedAndOtherInputsAreNot() {
        Mailbox mailbox = new Mailbox(2, () -> {});
        Input.Received one = message("one");
        Input.Received two = message("two");
        assertThat(mailbox.offer(one)).isTrue();
        assertThat(mailbox.offer(two)).isTrue();
        assertThat(mailbox.offer(message("three"))).isFalse();
        Input other = new Input.TimersDue();
        mailbox.put(other);
        assertThat(mailbox.next()).isSameAs(one);
        Input.Received four = message("four");
        assertThat(mailbox.offer(four)).isTrue();
        assertThat(mailbox.next()).isSameAs(two);
        assertThat(mailbox.next()).isSameAs(other);
        assertThat(mailbox.next()).isSameAs(four);
        assertThat(mailbox.next()).isNull();
    }

    @Test
    void wordOfWhatCannotBeReadIsDroppedWhereThereIsNoRoom() {
        Mailbox mailbox = new Mailbox(4, () -> {});
        Input.Unreadable word = new Input.Unreadable(Wire.loopback(5062), Fault.HEADER_VALUE);
        for (int i = 0; i < 9; i++) {
            mailbox.offer(word);
        }
        assertThat(mailbox.waiting()).isEqualTo(3);
        for (int i = 0; i < 3; i++) {
            assertThat(mailbox.next()).isSameAs(word);
        }
        assertThat(mailbox.next()).isNull();
        assertThat(mailbox.waiting()).isZero();
    }

    @Test
    void newWorkLeavesRoomForWhatBelongsToCalls() {
        Mailbox mailbox = new Mailbox(8, () -> {});
        for (int i = 0; i < 6; i++) {
            assertThat(mailbox.offer(message("new" + i))).isTrue();
        }
        assertThat(mailbox.offer(message("one-more"))).isFalse();
        Input.Received bye = inDialog(message("bye"));
        assertThat(mailbox.offer(bye)).isTrue();
        assertThat(mailbox.offer(bye)).isTrue();
        assertThat(mailbox.offer(bye)).isFalse();
        assertThat(mailbox.waiting()).isEqualTo(8);
        assertThat(mailbox.next()).isNotNull();
        assertThat(mailbox.offer(message("still-one-more"))).isFalse();
        assertThat(mailbox.offer(bye)).isTrue();
    }

    private static Input.Received inDialog(Input.Received received) {
        SipRequest request = (SipRequest) received.message();
        String to = request.value(HeaderName.TO) + ";tag=x";
        return new Input.Received(received.flow(), request.edit().set(HeaderName.TO, to).build());
    }

    @Test
    void ownerIsWokenOnceUntilItHasSeenTheEnd() {
        AtomicInteger wakes = new AtomicInteger();
        Mailbox mailbox = new Mailbox(10, wakes::incrementAndGet);
        mailbox.put(new Input.TimersDue());
        mailbox.put(new Input.TimersDue());
        assertThat(wakes).hasValue(1);
        assertThat(mailbox.next()).isNotNull();
        assertThat(mailbox.next()).isNotNull();
        mailbox.put(new Input.TimersDue());
        assertThat(wakes).hasValue(1);
        assertThat(mailbox.next()).isNotNull();
        assertThat(mailbox.next()).isNull();
        mailbox.put(new Input.TimersDue());
        assertThat(wakes).hasValue(2);
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void fullMailboxAnswers503AndNeverAnAck(Backend backend) throws Exception {
        try (TestRuntime server = TestRuntime.start(backend, c -> c.shards(2).mailbox(0));
                UdpPeer peer = new UdpPeer(Wire.loopback(0))) {
            int busy = 0;
            for (int i = 0; i < 20; i++) {
                String request = Wire.options("UDP", "full" + i);
                peer.send(request.replace("OPTIONS", "ACK"), server.udp());
                peer.send(request, server.udp());
                String response = peer.receive();
                assertThat(response).contains("CSeq: 1 OPTIONS\r\n");
                if (response.startsWith("SIP/2.0 503 ")) {
                    busy++;
                    assertThat(response)
                            .contains("Retry-After: 5\r\n")
                            .contains("rport=" + peer.address().getPort());
                }
            }
            assertThat(busy).isBetween(1, 19);
            assertThat(server.notices)
                    .hasSize(2 * busy)
                    .containsOnly(new Notice.Dropped("mailbox-full"));
            assertThat(server.answered)
                    .filteredOn(Cause.Overloaded.class::isInstance)
                    .hasSize(busy)
                    .containsOnly(new Cause.Overloaded(Resource.MAILBOX, 0, 0));
        }
    }

    @Test
    void everyShardHearsOfAResponseThatCannotBeRead() throws Exception {
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
