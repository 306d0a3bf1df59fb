package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Hop;
import dev.ringback.stack.ListenPoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a client goes from server to server: RFC 3263 §4.3, RFC 3261 §8.1.2, §21.5.4.
class FailoverTest {
    private static final String BOB = "sip:bob@example.com";
    private static final String FIRST = "192.0.2.21:5060";
    private static final String SECOND = "192.0.2.22:5060";

    private final ReactionBench bench = new ReactionBench();

    @BeforeEach
    void twoServers() {
        bench.servers("example.com", "192.0.2.21", "192.0.2.22");
    }

    @Test
    void aServerThatSends503IsFollowedByTheNextWithTheSameRequest() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(503);
        assertThat(bench.ways()).containsExactly(FIRST, SECOND);
        List<SipRequest> requests = bench.requests();
        assertThat(requests.get(1).topVia().branch())
                .isNotEqualTo(requests.get(0).topVia().branch());
        assertThat(withoutVia(requests.get(1))).isEqualTo(withoutVia(requests.get(0)));
        assertThat(bench.heard).containsExactly("retried 503");
        bench.answer(200);
        bench.quiet();
    }

    private static String withoutVia(SipRequest request) {
        return request.edit().replaceFirst(HeaderName.VIA, AttemptSeries.NO_VIA).build().toString();
    }

    @Test
    void theServerIsLeftAloneForItsTime() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(503, "Retry-After: 120");
        bench.answer(200);
        Hop first = (Hop) bench.sends.getFirst().to();
        assertThat(bench.health.rest(first, bench.now())).isEqualTo(Duration.ofMinutes(2));
        bench.pass(Duration.ofSeconds(119));
        bench.send("INVITE", BOB, Reactions.defaults());
        assertThat(bench.ways()).last().isEqualTo(SECOND);
        bench.answer(200);
        bench.pass(Duration.ofSeconds(1));
        bench.send("INVITE", BOB, Reactions.defaults());
        assertThat(bench.ways()).last().isEqualTo(FIRST);
    }

    @Test
    void whereAllServersSend503ItIsReportedWithItsTime() {
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.answer(503);
        bench.answer(503, "Retry-After: 9");
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Refused.class,
                        f -> {
                            assertThat(f.status()).isEqualTo(503);
                            assertThat(f.retryAfter()).isEqualTo(Duration.ofSeconds(9));
                            assertThat(f.causes().steps()).hasSize(2);
                        });
        bench.quiet();
    }

    @Test
    void whereAllServersRestNothingIsSent() {
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.answer(503, "Retry-After: 60");
        bench.answer(503, "Retry-After: 60");
        bench.failures.clear();
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.pass(Duration.ZERO);
        assertThat(bench.requests()).hasSize(2);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unreachable.class);
        assertThat(bench.failure().causes().decisive())
                .isInstanceOfSatisfying(
                        Cause.NotLocated.class,
                        c -> assertThat(c.reason()).isEqualTo(Cause.NotLocated.Reason.RESTING));
    }

    @Test
    void aDialogGoesToServersThatRest() {
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.answer(503, "Retry-After: 60");
        bench.answer(503, "Retry-After: 60");
        String to = "To: <sip:bob@example.com>;tag=" + ReactionBench.TAG;
        bench.send(ReactionBench.request("BYE", BOB, to), Reactions.defaults());
        assertThat(bench.requests()).hasSize(3);
    }

    @Test
    void silenceLeadsToTheNextServer() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.ways()).containsExactly(FIRST, SECOND);
        assertThat(bench.heard).isEmpty();
        bench.answer(200);
        bench.quiet();
    }

    @Test
    void silenceEverywhereIsATimeout() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.pass(Duration.ofSeconds(64));
        assertThat(bench.failure()).isInstanceOf(SipFailure.TimedOut.class);
        assertThat(bench.failure().status()).isEqualTo(408);
        assertThat(bench.failure().causes().steps()).hasSize(2);
        bench.quiet();
    }

    @Test
    void aServerThatSaidAnythingHasNotFailed() {
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.answer(100);
        bench.pass(Duration.ofSeconds(32));
        assertThat(bench.ways()).containsExactly(FIRST);
        assertThat(bench.failure()).isInstanceOf(SipFailure.TimedOut.class);
        bench.quiet();
    }

    @Test
    void aServerThatCannotBeReachedIsFollowedAtOnce() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.unsendable();
        assertThat(bench.ways()).containsExactly(FIRST, SECOND);
        bench.unsendable();
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unreachable.class);
        assertThat(bench.failure().status()).isEqualTo(503);
        bench.quiet();
    }

    @Test
    void otherFailuresEndTheSearchUnlessThePolicySaysOtherwise() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(500);
        assertThat(bench.ways()).containsExactly(FIRST);
        bench.send("INVITE", BOB, Reactions.builder().on(500, Reaction.NEXT_SERVER).build());
        bench.answer(500);
        assertThat(bench.ways()).containsExactly(FIRST, FIRST, SECOND);
    }

    @Test
    void aNameThatLeadsNowhereIsToldAfterTheCallReturned() {
        bench.run(
                () -> {
                    bench.sender.send(
                            Draft.of(ReactionBench.request("INVITE", "sip:bob@[ff02::1]")),
                            Reactions.defaults(),
                            bench);
                    assertThat(bench.heard).isEmpty();
                });
        bench.pass(Duration.ZERO);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unreachable.class);
        bench.quiet();
        bench.failures.clear();
        bench.send("INVITE", "sip:bob@nowhere.example", Reactions.defaults());
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unreachable.class);
    }

    @Test
    void theFirstRouteIsTheWay() {
        bench.send(
                ReactionBench.request("INVITE", BOB, "Route: <sip:192.0.2.77:5080;lr>"),
                Reactions.defaults());
        assertThat(bench.ways()).containsExactly("192.0.2.77:5080");
        assertThat(bench.last().requestUri()).hasToString(BOB);
    }

    @Test
    void aSipsUriIsSecureFromTheFirstProxyOn() {
        bench.send(
                ReactionBench.request(
                        "INVITE", "sips:bob@example.com", "Route: <sip:192.0.2.77;lr>"),
                Reactions.defaults());
        assertThat(bench.ways()).containsExactly("192.0.2.77:5061");
        assertThat(bench.last().topVia().transport()).isEqualTo("TLS");
        bench.send(
                ReactionBench.request(
                        "INVITE",
                        "sips:bob@example.com",
                        "Route: <sip:192.0.2.77;lr;transport=udp>"),
                Reactions.defaults());
        bench.pass(Duration.ZERO);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Unreachable.class);
        assertThat(bench.requests()).hasSize(1);
    }

    @Test
    void theContactFitsTheTransportWhenTheWayIsKnown() {
        SipRequest request = ReactionBench.request("INVITE", "sip:bob@192.0.2.9;transport=tcp");
        Draft plain = Draft.of(request);
        Draft draft =
                new Draft() {
                    @Override
                    public SipRequest.Builder next() {
                        return plain.next();
                    }

                    @Override
                    public void leaves(SipRequest.Builder built, ListenPoint local) {
                        String transport = local.transport().parameter();
                        built.set(
                                HeaderName.CONTACT,
                                "<sip:a@192.0.2.1;transport=" + transport + ">");
                    }
                };
        bench.run(() -> bench.sender.send(draft, Reactions.defaults(), bench));
        assertThat(bench.last().value(HeaderName.CONTACT)).contains("transport=tcp");
        assertThat(bench.last().topVia().transport()).isEqualTo("TCP");
        bench.unsendable();
        bench.quiet();
    }

    @Test
    void aTelephoneNumberWithoutAProxyIsDialledAtHome() {
        bench.host("home.example", "192.0.2.60");
        bench.send("INVITE", "tel:+15551234", Reactions.defaults());
        assertThat(bench.last().requestUri()).hasToString("sip:+15551234@home.example;user=phone");
        assertThat(bench.ways()).containsExactly("192.0.2.60:5060");
    }

    @Test
    void oneRequestIsSentSoOftenAndNoMore() {
        bench.servers("many.example", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4");
        Reactions policy = Reactions.builder().mostSendings(2).build();
        Attempts attempts = bench.send("OPTIONS", "sip:many.example", policy);
        bench.answer(503);
        bench.answer(503);
        assertThat(attempts.sendings()).isEqualTo(2);
        assertThat(bench.failure().status()).isEqualTo(503);
    }

    @Test
    void aResponseWithSeveralViasWasMisroutedAndIsDiscarded() {
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.answer(
                bench.lastSend(),
                200,
                response -> response.add(HeaderName.VIA, "SIP/2.0/UDP 192.0.2.8;branch=z9hG4bKo"));
        assertThat(bench.heard).isEmpty();
        bench.quiet();
        assertThat(bench.failure()).isInstanceOf(SipFailure.TimedOut.class);
    }

    @Test
    void aServerOfTheNextCallIsTheOneThatAnswers() {
        bench.send("OPTIONS", BOB, Reactions.defaults());
        bench.pass(Duration.ofSeconds(32));
        bench.answer(200);
        bench.send("OPTIONS", BOB, Reactions.defaults());
        assertThat(bench.ways()).containsExactly(FIRST, SECOND, SECOND);
    }
}
