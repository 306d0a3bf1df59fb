package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Resource;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// User agents as clients of overload control: RFC 7339 §5.
class HoldingBackTest {
    private static final String BOB = "sip:bob@example.com";
    private static final String FIRST = "192.0.2.21:5060";
    private static final String SECOND = "192.0.2.22:5060";

    private final ReactionBench bench = new ReactionBench();

    @BeforeEach
    void oneServer() {
        bench.servers("example.com", "192.0.2.21");
    }

    /// The server asks for a share of our requests, in percent, for two seconds.
    private void asks(int status, int share, String sequence) {
        bench.answer(
                bench.lastSend(),
                status,
                response -> {
                    Via ours = response.build().topVia();
                    return response.replaceFirst(
                            HeaderName.VIA,
                            ours.withParameter("oc", Integer.toString(share))
                                    .withQuotedParameter("oc-algo", "loss")
                                    .withParameter("oc-validity", "2000")
                                    .withParameter("oc-seq", sequence)
                                    .toString());
                });
    }

    @Test
    void everyRequestOffersToTakePart() {
        bench.send("REGISTER", BOB, Reactions.defaults());
        assertThat(bench.requests().getFirst().value(HeaderName.VIA))
                .endsWith(";oc;oc-algo=\"loss\"");
        bench.answer(200);
    }

    @Test
    void whatTheServerWantsHeldBackIsNotSentUntilItsTimeIsOver() {
        bench.send("MESSAGE", BOB, Reactions.defaults());
        asks(200, 100, "1.0");
        bench.send("MESSAGE", BOB, Reactions.defaults());
        assertThat(bench.ways()).containsExactly(FIRST);
        SipFailure failure = bench.failures.getFirst();
        assertThat(failure).isInstanceOf(SipFailure.Unreachable.class);
        assertThat(failure.status()).isEqualTo(503);
        assertThat(failure.causes().decisive())
                .isEqualTo(new Cause.Overloaded(Resource.NEXT_HOP, 100, 100));
        bench.pass(Duration.ofSeconds(2));
        bench.send("MESSAGE", BOB, Reactions.defaults());
        assertThat(bench.ways()).containsExactly(FIRST, FIRST);
        bench.answer(200);
        bench.quiet();
    }

    @Test
    void aRefusalIsHeardToo() {
        bench.send("INVITE", BOB, Reactions.defaults());
        asks(503, 100, "1.0");
        bench.send("INVITE", BOB, Reactions.defaults());
        assertThat(bench.failures).hasSize(2);
        assertThat(bench.ways()).containsExactly(FIRST);
    }

    @Test
    void whatBelongsToACallGoesOn() {
        bench.send("MESSAGE", BOB, Reactions.defaults());
        asks(200, 50, "1.0");
        bench.send(
                ReactionBench.request("BYE", BOB, "To: <sip:bob@example.com>;tag=peer"),
                Reactions.defaults());
        assertThat(bench.ways()).containsExactly(FIRST, FIRST);
        bench.answer(200);
    }

    @Test
    void theNextServerIsAskedInstead() {
        ReactionBench two = new ReactionBench();
        two.servers("example.com", "192.0.2.21", "192.0.2.22");
        two.send("MESSAGE", BOB, Reactions.defaults());
        two.answer(
                two.lastSend(),
                200,
                response ->
                        response.replaceFirst(
                                HeaderName.VIA,
                                response.build()
                                        .topVia()
                                        .withParameter("oc", "100")
                                        .withParameter("oc-validity", "2000")
                                        .withParameter("oc-seq", "1.0")
                                        .toString()));
        two.send("MESSAGE", BOB, Reactions.defaults());
        assertThat(two.ways()).containsExactly(FIRST, SECOND);
        two.answer(200);
        assertThat(two.successes).hasSize(2);
        two.quiet();
    }

    @Test
    void oneServerIsBelievedOfItselfAlone() {
        bench.send("MESSAGE", BOB, Reactions.defaults());
        asks(200, 100, "1.0");
        bench.servers("example.net", "192.0.2.31");
        bench.send("MESSAGE", "sip:bob@example.net", Reactions.defaults());
        assertThat(bench.ways()).containsExactly(FIRST, "192.0.2.31:5060");
        bench.answer(200);
        bench.quiet();
    }
}
