package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the transaction layer does for a user agent server: RFC 3261 §8.2.2.2, §8.2.6.1.
class UserAgentSupportTest {
    private static final Cause DECIDED = new Cause.Decided("the test");

    private final StackBench bench = new StackBench();

    @Test
    void a100TellsHowLongTheRequestWaitedForIt() {
        bench.receive(
                StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKx", "Timestamp: 54.20"));
        bench.pass(Duration.ofMillis(200));
        assertThat(lastMessage().value(HeaderName.TIMESTAMP)).isEqualTo("54.20 0.200");
    }

    @Test
    void a100AtOnceCopiesTheTimestampAsItIs() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 100));
        bench.receive(
                StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKx", "Timestamp: 54."));
        assertThat(lastMessage().value(HeaderName.TIMESTAMP)).isEqualTo("54.");
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 180));
        bench.receive(
                StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKy", "Timestamp: 54."));
        assertThat(lastMessage().has(HeaderName.TIMESTAMP)).isFalse();
    }

    @Test
    void theSameRequestOnAnotherWayIsMergedAsLongAsTheFirstOneLives() {
        List<Boolean> claims = new ArrayList<>();
        bench.onRequest =
                t -> {
                    claims.add(t.claim());
                    t.respond(bench.reply(t.request(), 404), DECIDED);
                };
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bKone"));
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bKtwo"));
        String other = StackBench.text("OPTIONS", ";branch=z9hG4bKthree");
        bench.receive(StackBench.UDP, other.replace("CSeq: 7", "CSeq: 8"));
        bench.receive(StackBench.UDP, other.replace("tag=a1", "tag=a2").replace("three", "four"));
        assertThat(claims).containsExactly(true, false, true, true);
        bench.pass(Duration.ofMinutes(1));
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bKfive"));
        assertThat(claims).last().isEqualTo(true);
    }

    @Test
    void aClaimOfAnotherEndsWithItsOwnTransactionOnly() {
        List<Boolean> claims = new ArrayList<>();
        bench.onRequest = t -> claims.add(t.claim());
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKone"));
        bench.receive(StackBench.TCP, StackBench.text("INVITE", ";branch=z9hG4bKtwo"));
        bench.run(
                () ->
                        bench.requests
                                .get(1)
                                .respond(
                                        bench.reply(bench.requests.get(1).request(), 482),
                                        DECIDED));
        SipRequest ack = StackBench.request("ACK", ";branch=z9hG4bKtwo");
        bench.receive(StackBench.TCP, ack);
        assertThat(bench.requests.get(1).ended()).isTrue();
        bench.receive(StackBench.UDP, StackBench.text("INVITE", ";branch=z9hG4bKthree"));
        assertThat(claims).containsExactly(true, false, false);
    }

    @Test
    void aFinalResponseWithoutACauseIsAFaultOfTheCore() {
        bench.onRequest = t -> t.respond(bench.reply(t.request(), 404));
        bench.receive(StackBench.UDP, StackBench.text("OPTIONS", ";branch=z9hG4bKx"));
        assertThat(bench.sentStatuses()).containsExactly(500);
        assertThat(bench.notices()).hasAtLeastOneElementOfType(Notice.Fault.class);
    }

    private SipMessage lastMessage() {
        return bench.sends().getLast().message();
    }
}
