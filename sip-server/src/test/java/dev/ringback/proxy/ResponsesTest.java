package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Check;
import dev.ringback.cause.TimerName;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Input;
import dev.ringback.transaction.Timers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes back and why: RFC 3261 §16.7 to §16.10.
class ResponsesTest {
    private final ProxyBench bench = new ProxyBench();

    private List<SipRequest> forkTo(int phones) {
        String[] uris = new String[phones];
        for (int i = 0; i < phones; i++) {
            uris[i] = "sip:bob@192.0.2." + (20 + i);
        }
        return bench.to(uris).invite();
    }

    @Test
    void aResponseDiffersFromTheOneThatCameOnlyInItsVia() {
        SipRequest copy = forkTo(1).getFirst();
        bench.answer(copy, 183, "X-Odd:  kept ", "Record-Route: <sip:p.example;lr>");
        SipResponse came = SipResponse.replyTo(copy, 183).toTag("t183").build();
        SipResponse went = bench.last();
        assertThat(went.values(HeaderName.VIA))
                .containsExactlyElementsOf(came.values(HeaderName.VIA).subList(1, 2));
        assertThat(went.to().tag()).isEqualTo("t183");
        assertThat(went.value(HeaderName.of("X-Odd"))).isEqualTo("kept");
        assertThat(went.values(HeaderName.RECORD_ROUTE)).hasSize(1);
    }

    @Test
    void theCauseSaysWhichBranchDecidedAndWhatTheOthersSaid() {
        List<SipRequest> copies = forkTo(3);
        bench.answer(copies.get(0), 404);
        bench.fails(copies.get(1));
        bench.answer(copies.get(2), 486);
        assertThat(bench.last().status()).isEqualTo(486);
        assertThat(((Cause.Received) bench.cause()).status()).isEqualTo(486);
        CauseGraph causes = bench.causes();
        assertThat(causes.deciding()).isEqualTo(2);
        assertThat(causes.steps()).extracting(CauseGraph.Step::attempt).containsExactly(1, 2, 3);
        assertThat(((Cause.Received) causes.steps().getFirst().cause()).status()).isEqualTo(404);
        assertThat(causes.steps().get(1).cause()).isInstanceOf(Cause.TransportFailed.class);
    }

    @Test
    void aSuccessHasTheNextHopForACause() {
        SipRequest copy = forkTo(1).getFirst();
        bench.answer(copy, 200);
        assertThat(bench.cause())
                .isInstanceOfSatisfying(
                        Cause.Received.class,
                        cause ->
                                assertThat(cause.from().remote().getHostString())
                                        .isEqualTo("192.0.2.20"));
    }

    @Test
    void aMendableRefusalGoesBeforeAnOrdinaryOneAndThatBeforeAbsence() {
        assertThat(bestOf(480, 486, 484)).isEqualTo(484);
        assertThat(bestOf(408, 404, 486)).isEqualTo(486);
        assertThat(bestOf(503, 408, 500)).isEqualTo(408);
        assertThat(bestOf(503, 500, 501)).isIn(500, 501);
        assertThat(bestOf(302, 486, 500)).isEqualTo(302);
        assertThat(bestOf(503, 503, 503)).isEqualTo(500);
        assertThat(bestOf(484, 302, 603)).isEqualTo(603);
    }

    private static int bestOf(int... statuses) {
        ResponsesTest fresh = new ResponsesTest();
        List<SipRequest> copies = fresh.forkTo(statuses.length);
        for (int i = 0; i < statuses.length; i++) {
            fresh.bench.answer(copies.get(i), statuses[i]);
        }
        return fresh.bench.last().status();
    }

    @Test
    void allChallengesOfAllBranchesAreInTheOneThatGoesUp() {
        List<SipRequest> copies = forkTo(3);
        String two = "Proxy-Authenticate:Digest realm=\"a\", nonce=\"1\"";
        String more = "Proxy-Authenticate:Digest realm=\"a\", nonce=\"1\", algorithm=SHA-256";
        bench.answer(copies.get(0), 407, two, more);
        bench.answer(copies.get(1), 486);
        bench.answer(copies.get(2), 401, "WWW-Authenticate:Digest realm=\"b\", nonce=\"2\"");
        SipResponse last = bench.last();
        assertThat(last.status()).isEqualTo(407);
        assertThat(last.values(HeaderName.PROXY_AUTHENTICATE)).hasSize(2);
        assertThat(last.values(HeaderName.WWW_AUTHENTICATE))
                .containsExactly("Digest realm=\"b\", nonce=\"2\"");
    }

    @Test
    void a6xxWaitsForTheCancelledBranchesAndLetsA2xxGoFirst() {
        List<SipRequest> copies = forkTo(2);
        bench.answer(copies.get(1), 180);
        bench.answer(copies.get(0), 600);
        assertThat(bench.statuses()).containsExactly(100, 180);
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.answer(copies.get(1), 200);
        assertThat(bench.last().status()).isEqualTo(200);
    }

    @Test
    void aResponseWithAnotherViaBelowOursIs502OfItsBranchAlone() {
        List<SipRequest> copies = forkTo(2);
        altered(copies.get(0), 486, "SIP/2.0/UDP 203.0.113.9;branch=z9hG4bKevil");
        assertThat(bench.statuses()).containsExactly(100);
        bench.answer(copies.get(1), 503);
        assertThat(bench.last().status()).isEqualTo(502);
        assertThat(bench.cause()).isEqualTo(new Cause.CheckFailed(Check.RESPONSE, "Via"));
    }

    @Test
    void anAlteredSuccessIs502AndAnAlteredRingingIsNothing() {
        SipRequest copy = forkTo(1).getFirst();
        altered(copy, 180, "SIP/2.0/UDP 203.0.113.9;branch=z9hG4bKcaller");
        assertThat(bench.statuses()).containsExactly(100);
        altered(copy, 200, "SIP/2.0/UDP 192.0.2.10;branch=z9hG4bKother");
        assertThat(bench.last().status()).isEqualTo(502);
    }

    @Test
    void theCaseOfTheCallersBranchDoesNotMatter() {
        SipRequest copy = forkTo(1).getFirst();
        altered(copy, 486, "SIP/2.0/UDP 192.0.2.10;branch=Z9HG4BKCALLER");
        assertThat(bench.last().status()).isEqualTo(486);
    }

    private void altered(SipRequest copy, int status, String via) {
        SipResponse.Builder response =
                SipResponse.replyTo(copy, status).toTag("x").remove(HeaderName.VIA);
        if (status == 200) {
            response.set(HeaderName.CONTACT, "<sip:bob@192.0.2.20>");
        }
        response.addFirst(HeaderName.VIA, via).addFirst(HeaderName.VIA, copy.topVia().toString());
        byte[] bytes = response.build().toBytes();
        bench.receive(ProxyBench.udp("192.0.2.20"), new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void a2xxAfterTimerCEndedItsBranchStillGoesUp() {
        Timers defaults = Timers.defaults();
        Timers hasty =
                new Timers(defaults.t1(), defaults.t2(), defaults.t4(), Duration.ofSeconds(10));
        var hastyBench = new ProxyBench(ProxySettings.defaults(), hasty);
        SipRequest copy = hastyBench.to("sip:bob@192.0.2.20").invite().getFirst();
        hastyBench.pass(Duration.ofSeconds(11));
        assertThat(hastyBench.last().status()).isEqualTo(408);
        assertThat(((Cause.TimerFired) hastyBench.cause()).timer()).isEqualTo(TimerName.C);
        assertThat(hastyBench.forwarded("CANCEL")).isEmpty();
        hastyBench.answer(copy, 200);
        assertThat(hastyBench.last().status()).isEqualTo(200);
        assertThat(hastyBench.last().values(HeaderName.VIA)).hasSize(1);
        assertThat(hastyBench.sends.getLast().to().remote().getHostString())
                .isEqualTo("192.0.2.10");
    }

    @Test
    void aSuccessToAMessageGoesUpOnce() {
        bench.to("sip:bob@192.0.2.20", "sip:bob@192.0.2.21");
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("MESSAGE", "sip:bob@example.com"));
        List<SipRequest> copies = bench.forwarded("MESSAGE");
        bench.answer(copies.get(0), 200);
        bench.answer(copies.get(1), 200);
        assertThat(bench.statuses()).containsExactly(200);
        assertThat(bench.forwarded("CANCEL")).isEmpty();
    }

    @Test
    void a408ToAMessageStaysHere() {
        bench.to("sip:bob@192.0.2.20", "sip:bob@192.0.2.21");
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("MESSAGE", "sip:bob@example.com"));
        List<SipRequest> copies = bench.forwarded("MESSAGE");
        bench.answer(copies.get(0), 408);
        bench.answer(copies.get(1), 480);
        assertThat(bench.statuses()).containsExactly(480);
    }

    @Test
    void aStrayResponseGoesNowhere() {
        SipRequest copy = forkTo(1).getFirst();
        bench.answer(copy, 486);
        bench.pass(Duration.ofSeconds(60));
        int before = bench.sends.size();
        bench.answer(copy, 200);
        assertThat(bench.sends).hasSize(before);
    }

    @Test
    void aResponseThatCannotBeSentCancelsNothing() {
        SipRequest copy = forkTo(1).getFirst();
        bench.answer(copy, 180);
        bench.handle(new Input.SendFailed(bench.sends.getLast(), "gone"));
        bench.pass(Duration.ofSeconds(5));
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.answer(copy, 200);
        assertThat(bench.last().status()).isEqualTo(200);
    }

    @Test
    void cancelBeforeAnyProvisionalWaitsForOneAndCancelsThen() {
        List<SipRequest> copies = forkTo(2);
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("CANCEL", "sip:bob@example.com"));
        assertThat(bench.statuses()).containsExactly(100, 200);
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.answer(copies.get(0), 100);
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.answer(copies.get(0), 487);
        bench.answer(copies.get(1), 404);
        assertThat(bench.last().status()).isEqualTo(487);
    }

    @Test
    void aCancelledPhoneThatIsSilentEndsWithOur487() {
        SipRequest copy = forkTo(1).getFirst();
        bench.answer(copy, 180);
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("CANCEL", "sip:bob@example.com"));
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.last().status()).isEqualTo(487);
        assertThat(bench.cause()).isEqualTo(new Cause.Cancelled());
        assertThat(bench.stack.timerCount()).isPositive();
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.stack.timerCount()).isZero();
    }
}
