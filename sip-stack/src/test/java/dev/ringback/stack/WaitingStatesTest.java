package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Element;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.transaction.ClientFailure;
import dev.ringback.transaction.ClientTransaction;
import dev.ringback.transaction.ClientTransactionUser;
import dev.ringback.transaction.ServerTransaction;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Transactions that are over, whose users need not hear of them, and of which little is kept: they
/// do what RFC 3261 §17 and RFC 6026 §7 want of their waiting states.
class WaitingStatesTest {
    private static final Cause CAUSE = new Cause.Served(Element.USER_AGENT);
    private static final Hop CALLEE = new Hop(Transport.UDP, StackBench.PEER);

    private static final InetSocketAddress SENT_BY =
            new InetSocketAddress(StackBench.PEER.getAddress(), 5080);

    private final StackBench bench = new StackBench();

    @BeforeEach
    void nobodyHearsTheEnd() {
        bench.hearsEnd = false;
    }

    @Test
    void aRepeatedRequestGetsTheSameResponseForTimerJ() {
        String options = StackBench.text("OPTIONS", ";branch=z9hG4bKo", "Subject: x");
        bench.receive(StackBench.UDP, options);
        answer(0, 200);
        byte[] first = bench.sends().getFirst().message().toBytes();
        bench.pass(Duration.ofMillis(31_999));
        bench.receive(StackBench.UDP, options);
        assertThat(bench.requests).hasSize(1);
        assertThat(bench.sends()).hasSize(2);
        assertThat(bench.sends().getLast().to()).isEqualTo(bench.sends().getFirst().to());
        assertThat(bench.sends().getLast().message().toBytes()).isEqualTo(first);
        assertThat(bench.notices()).contains(new Notice.Retransmitted());
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.requests.getFirst().ended()).isTrue();
        bench.receive(StackBench.UDP, options);
        assertThat(bench.requests).as("a new one").hasSize(2);
    }

    @Test
    void anAcceptedInviteAbsorbsItsRepetitionsAndItsAck() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKi"));
        answer(0, 200);
        bench.pass(Duration.ofSeconds(31));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=Z9HG4BKI"));
        bench.receive(StackBench.UDP, StackBench.text("ACK", ";branch=z9hG4bKi"));
        assertThat(bench.sentStatuses()).containsExactly(200);
        assertThat(bench.requests).hasSize(1);
        assertThat(bench.acks).isEmpty();
        assertThat(bench.stack.transactionCount()).isEqualTo(1);
        assertThat(bench.stack.timerCount()).isZero();
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void theCancelOfAnAcceptedInviteGetsItsTag() {
        for (boolean whole : new boolean[] {true, false}) {
            bench.hearsEnd = whole;
            String branch = ";branch=z9hG4bKc" + whole;
            bench.receive(StackBench.UDP, StackBench.text("INVITE", branch));
            answer(bench.requests.size() - 1, 200);
            bench.receive(StackBench.UDP, StackBench.text("CANCEL", branch));
            SipResponse cancelled = (SipResponse) bench.sends().getLast().message();
            assertThat(cancelled.cSeq().method().name()).isEqualTo("CANCEL");
            assertThat(cancelled.status()).isEqualTo(200);
            assertThat(cancelled.to().tag()).as("whole: %s", whole).isEqualTo("b1");
        }
        assertThat(bench.told).doesNotContain("cancelled");
    }

    @Test
    void aConfirmedInviteAbsorbsForTimerI() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKf"));
        answer(0, 486);
        bench.receive(StackBench.UDP, StackBench.text("ACK", ";branch=z9hG4bKf"));
        bench.pass(Duration.ofMillis(4_999));
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKf"));
        bench.receive(StackBench.UDP, StackBench.text("ACK", ";branch=z9hG4bKf"));
        assertThat(bench.sentStatuses()).containsExactly(486);
        assertThat(bench.told).containsExactly("acknowledged");
        assertThat(bench.acks).isEmpty();
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void aFurtherResponseToAnAnsweredRequestIsAbsorbedForTimerK() {
        SipRequest options = send("OPTIONS", "z9hG4bKk");
        SipResponse ok = bench.reply(options, 200);
        bench.receive(StackBench.UDP, ok);
        bench.pass(Duration.ofMillis(4_999));
        bench.receive(StackBench.UDP, ok);
        assertThat(bench.responses).hasSize(1);
        assertThat(bench.strays).isEmpty();
        bench.pass(Duration.ofMillis(1));
        bench.receive(StackBench.UDP, ok);
        assertThat(bench.strays).containsExactly(ok);
    }

    @Test
    void aRepeatedFailureGetsItsAckForTimerD() {
        SipRequest invite = send("INVITE", "z9hG4bKd");
        SipResponse busy = bench.reply(invite, 486);
        bench.receive(StackBench.UDP, busy);
        bench.pass(Duration.ofSeconds(31));
        bench.receive(StackBench.UDP, busy);
        bench.receive(StackBench.UDP, bench.reply(invite, 200));
        bench.receive(StackBench.UDP, SipResponse.replyTo(invite, 603).toTag("other").build());
        assertThat(bench.sentMethods()).containsExactly("INVITE", "ACK", "ACK", "ACK");
        List<Output.Send> sends = bench.sends();
        assertThat(sends.get(2).message().toBytes()).isEqualTo(sends.get(1).message().toBytes());
        assertThat(sends.get(2).to()).isEqualTo(CALLEE);
        assertThat(((SipRequest) sends.get(3).message()).to().tag()).isEqualTo("other");
        assertThat(bench.responses).hasSize(1);
        bench.handle(new Input.SendFailed(sends.get(3), "gone"));
        assertThat(bench.stack.transactionCount()).as("Figure 5").isZero();
    }

    @Test
    void aFurther2xxGoesUpstream() {
        SipRequest forwarded = relayed();
        SipResponse ok = bench.reply(forwarded, 200);
        bench.receive(StackBench.UDP, ok);
        assertThat(bench.sentStatuses()).containsExactly(200);
        bench.pass(Duration.ofSeconds(31));
        bench.receive(StackBench.UDP, bench.reply(forwarded, 180));
        bench.receive(StackBench.UDP, ok);
        assertThat(bench.sentStatuses()).containsExactly(200, 200);
        Output.Send again = bench.sends().getLast();
        assertThat(again.message().toBytes()).isEqualTo(bench.sends().get(1).message().toBytes());
        assertThat(again.to()).isEqualTo(bench.sends().get(1).to());
        SipResponse elsewhere =
                SipResponse.replyTo(forwarded, 200)
                        .toTag("x")
                        .set(HeaderName.CONTACT, "<sip:b@h>")
                        .build()
                        .edit()
                        .remove(HeaderName.VIA)
                        .addFirst(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.66;branch=z9hG4bKevil")
                        .addFirst(HeaderName.VIA, forwarded.topVia().toString())
                        .build();
        bench.receive(StackBench.UDP, elsewhere);
        assertThat(bench.sentStatuses()).hasSize(2);
        assertThat(bench.notices()).contains(new Notice.Dropped("response_for_nobody"));
        bench.pass(Duration.ofSeconds(1));
        bench.receive(StackBench.UDP, ok);
        assertThat(bench.strays).hasSize(1);
        assertThat(bench.sentStatuses()).hasSize(2);
    }

    @Test
    void whoKeptAnAcceptedTransactionMayStillAnswerIt() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKl"));
        SipRequest invite = bench.requests.getFirst().request();
        answer(0, 200);
        ServerTransaction kept = bench.requests.getFirst();
        bench.run(() -> kept.respond(bench.reply(invite, 202), CAUSE));
        bench.run(() -> kept.respond(bench.reply(invite, 486), CAUSE));
        assertThat(bench.sentStatuses()).containsExactly(200, 202);
        assertThat(kept.ended()).isFalse();
        bench.pass(Duration.ofSeconds(32));
        bench.run(() -> kept.respond(bench.reply(invite, 202), CAUSE));
        assertThat(bench.sentStatuses()).hasSize(2);
        assertThat(kept.ended()).isTrue();
    }

    @Test
    void aResponseWhoseConnectionIsGoneFindsAnother() {
        bench.receive(StackBench.TCP, StackBench.text("INVITE", ";branch=z9hG4bKt"));
        answer(0, 200);
        Output.Send lost = bench.sends().getLast();
        bench.handle(new Input.SendFailed(lost, "gone"));
        assertThat(bench.sends()).hasSize(2);
        assertThat(bench.sends().getLast().to()).isEqualTo(new Hop(Transport.TCP, SENT_BY));
        assertThat(bench.stack.transactionCount()).isEqualTo(1);
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void aDatagramThatCannotBeSentGoesToTheSentByAndThenEndsItsTransaction() {
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bKu"));
        answer(0, 200);
        Output.Send first = bench.sends().getLast();
        bench.handle(new Input.SendFailed(first, "gone"));
        Output.Send second = bench.sends().getLast();
        assertThat(second.to()).isEqualTo(new Hop(Transport.UDP, SENT_BY));
        assertThat(second.message().toBytes()).isEqualTo(first.message().toBytes());
        bench.handle(new Input.SendFailed(second, "gone"));
        assertThat(bench.stack.transactionCount()).as("Figure 8").isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    @Test
    void aClaimLastsAsLongAsItsTransaction() {
        List<Boolean> claims = new ArrayList<>();
        bench.onRequest = transaction -> claims.add(transaction.claim());
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bK1"));
        answer(0, 200);
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bK2"));
        answer(1, 482);
        bench.pass(Duration.ofSeconds(31));
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bK3"));
        bench.pass(Duration.ofSeconds(1));
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bK4"));
        assertThat(claims).containsExactly(true, false, false, true);
    }

    @Test
    void whoHearsTheEndKeepsItsTransactionWhole() {
        bench.hearsEnd = true;
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bKw"));
        answer(0, 200);
        assertThat(bench.stack.timerCount()).isEqualTo(1);
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.told).containsExactly("terminated");
    }

    @Test
    void whatWaitsTakesLittleMemory() {
        for (int i = 0; i < 10_000; i++) {
            bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKm" + i));
            answer(i, 200);
        }
        assertThat(bench.stack.transactionCount()).isEqualTo(10_000);
        assertThat(bench.stack.transactionMemory() / 10_000).isBetween(50L, 120L);
    }

    private void answer(int index, int status) {
        ServerTransaction transaction = bench.requests.get(index);
        SipResponse response = bench.reply(transaction.request(), status);
        bench.run(() -> transaction.respond(response, CAUSE));
    }

    private SipRequest send(String method, String branch) {
        SipRequest request =
                StackBench.ours(StackBench.request(method, ";branch=" + branch), CALLEE);
        bench.run(() -> bench.stack.send(request, CALLEE, bench));
        return request;
    }

    /// An INVITE that came and was forwarded by a proxy.
    private SipRequest relayed() {
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKr"));
        ServerTransaction server = bench.requests.getFirst();
        var point = new ListenPoint(Transport.UDP, StackBench.LOCAL, "127.0.0.1", 5060);
        SipRequest copy =
                server.request()
                        .edit()
                        .addFirst(HeaderName.VIA, point.via("z9hG4bKours").toString())
                        .build();
        bench.run(() -> bench.stack.send(copy, CALLEE, new Relay(server)));
        return copy;
    }

    /// Passes responses on as a proxy does.
    private record Relay(ServerTransaction server) implements ClientTransactionUser {
        @Override
        public void response(ClientTransaction transaction, SipResponse response) {
            if (response.success()) {
                server.respond(
                        response.edit().removeFirst(HeaderName.VIA).build(),
                        new Cause.Received(transaction.destination(), response.status()));
                transaction.forgetRequest();
                transaction.relayTo(server);
            }
        }

        @Override
        public void failed(ClientTransaction transaction, ClientFailure failure) {}

        @Override
        public boolean hearsEnd() {
            return false;
        }
    }
}
