package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.TimerName;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes back from forked requests: RFC 3261 §16.7 to §16.10.
class ForkingTest {
    private final CoreBench bench = new CoreBench();

    private List<SipRequest> forkTo(int phones) {
        for (int i = 0; i < phones; i++) {
            bench.bind("bob", "sip:bob@192.0.2.20:" + (6000 + i));
        }
        bench.invite("bob");
        List<SipRequest> copies = bench.forwarded("INVITE");
        assertThat(copies).hasSize(phones);
        return copies;
    }

    @Test
    void allPhonesRingAndTheFirst200CancelsTheOthers() {
        List<SipRequest> copies = forkTo(3);
        copies.forEach(copy -> bench.answer(copy, 180, "t" + copies.indexOf(copy)));
        assertThat(bench.statuses()).containsExactly(100, 180, 180, 180);
        bench.answer(copies.get(1), 200, "winner");
        assertThat(bench.forwarded("CANCEL")).hasSize(2);
        bench.answer(copies.get(0), 487, "t0");
        bench.answer(copies.get(2), 487, "t2");
        assertThat(bench.statuses()).containsExactly(100, 180, 180, 180, 200);
        assertThat(bench.lastResponse().to().tag()).isEqualTo("winner");
        assertThat(bench.lastResponse().values(HeaderName.VIA)).hasSize(1);
    }

    @Test
    void a2xxThatCrossesTheCancelIsForwardedToo() {
        List<SipRequest> copies = forkTo(2);
        bench.answer(copies.get(0), 200, "one");
        bench.answer(copies.get(1), 200, "two");
        assertThat(bench.statuses()).containsExactly(100, 200, 200);
        bench.answer(copies.get(0), 200, "one");
        assertThat(bench.statuses()).containsExactly(100, 200, 200, 200);
    }

    @Test
    void a100OfAPhoneStaysHere() {
        List<SipRequest> copies = forkTo(1);
        bench.answer(copies.getFirst(), 100, "");
        assertThat(bench.statuses()).containsExactly(100);
    }

    @Test
    void theBestFailureWaitsForTheLastBranch() {
        List<SipRequest> copies = forkTo(3);
        bench.answer(copies.get(0), 503, "a");
        bench.answer(copies.get(1), 486, "b");
        assertThat(bench.statuses()).containsExactly(100);
        bench.answer(copies.get(2), 404, "c");
        assertThat(bench.lastResponse().status()).isEqualTo(486);
    }

    @Test
    void a6xxEndsTheSearch() {
        List<SipRequest> copies = forkTo(2);
        bench.answer(copies.get(1), 180, "b");
        bench.answer(copies.get(0), 603, "a");
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.answer(copies.get(1), 487, "b");
        assertThat(bench.lastResponse().status()).isEqualTo(603);
    }

    @Test
    void challengesOfAllBranchesReachTheCaller() {
        List<SipRequest> copies = forkTo(2);
        bench.answer(
                copies.get(0), 407, "a", "Proxy-Authenticate: Digest realm=\"a\", nonce=\"1\"");
        bench.answer(copies.get(1), 401, "b", "WWW-Authenticate: Digest realm=\"b\", nonce=\"2\"");
        SipResponse response = bench.lastResponse();
        assertThat(response.status()).isIn(401, 407);
        assertThat(response.values(HeaderName.PROXY_AUTHENTICATE)).hasSize(1);
        assertThat(response.values(HeaderName.WWW_AUTHENTICATE)).hasSize(1);
    }

    @Test
    void aLone503BecomesA500() {
        List<SipRequest> copies = forkTo(1);
        bench.answer(copies.getFirst(), 503, "a");
        assertThat(bench.lastResponse().status()).isEqualTo(500);
    }

    @Test
    void aBranchThatCannotBeSentLeavesTheOthersAlone() {
        List<SipRequest> copies = forkTo(2);
        Output.Send dead = sendOf(copies.getFirst());
        bench.handle(new Input.SendFailed(dead, "unreachable"));
        assertThat(bench.statuses()).containsExactly(100);
        bench.answer(copies.getLast(), 200, "b");
        assertThat(bench.lastResponse().status()).isEqualTo(200);
    }

    @Test
    void cancelOfTheCallerCancelsEveryBranchAnd487ComesBack() {
        List<SipRequest> copies = forkTo(2);
        copies.forEach(copy -> bench.answer(copy, 180, "t" + copies.indexOf(copy)));
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "1"));
        assertThat(bench.forwarded("CANCEL")).hasSize(2);
        copies.forEach(copy -> bench.answer(copy, 487, "t" + copies.indexOf(copy)));
        assertThat(bench.lastResponse().status()).isEqualTo(487);
        assertThat(bench.lastResponse().cSeq().method().name()).isEqualTo("INVITE");
        assertThat(bench.forwarded("ACK")).hasSize(2);
    }

    @Test
    void aSilentPhoneEndsWith408() {
        forkTo(1);
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.lastResponse().status()).isEqualTo(408);
    }

    @Test
    void timerCEndsAPhoneThatRingsForEverAndEach1xxStartsItAnew() {
        List<SipRequest> copies = forkTo(1);
        bench.answer(copies.getFirst(), 180, "t");
        bench.pass(Duration.ofSeconds(184));
        bench.answer(copies.getFirst(), 180, "t");
        bench.pass(Duration.ofSeconds(184));
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.pass(Duration.ofSeconds(1));
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.answer(copies.getFirst(), 487, "t");
        assertThat(bench.lastResponse().status()).isEqualTo(408);
        assertThat(bench.cause())
                .isInstanceOfSatisfying(
                        Cause.TimerFired.class,
                        fired -> assertThat(fired.timer()).isEqualTo(TimerName.C));
    }

    @Test
    void nobodyIsTold408ForAnotherRequest() {
        bench.bind("bob", "sip:bob@192.0.2.20:6000");
        bench.receive(CoreBench.CALLER, CoreBench.text("MESSAGE", "sip:bob@example.com", "1"));
        bench.pass(Duration.ofSeconds(60));
        assertThat(bench.statuses()).containsOnly(100);
    }

    @Test
    void aResponseWithOurViaAloneGoesNowhere() {
        List<SipRequest> copies = forkTo(1);
        SipRequest copy = copies.getFirst();
        SipResponse own = SipResponse.replyTo(copy, 180).toTag("x").build();
        SipResponse stripped =
                own.edit()
                        .remove(HeaderName.VIA)
                        .addFirst(HeaderName.VIA, copy.topVia().toString())
                        .build();
        bench.handle(new Input.Received(CoreBench.udp("192.0.2.20", 6000), stripped));
        assertThat(bench.statuses()).containsExactly(100);
        assertThat(bench.notices).contains(new Notice.Dropped("response_for_nobody"));
    }

    @Test
    void nothingIsLeftWhenACallIsOver() {
        List<SipRequest> copies = forkTo(2);
        bench.answer(copies.get(0), 180, "a");
        bench.answer(copies.get(1), 180, "b");
        bench.answer(copies.get(0), 200, "a");
        bench.answer(copies.get(1), 487, "b");
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
    }

    private Output.Send sendOf(SipRequest request) {
        return bench.sends.stream()
                .filter(send -> send.message().equals(request))
                .findFirst()
                .orElseThrow();
    }
}
