package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How a request that a peer did not take is mended: RFC 3261 §8.1.3.5, §14.1, §21.4.
class RemediesTest {
    private static final String BOB = "sip:bob@192.0.2.9";
    private static final String DIALOG = "To: <sip:bob@192.0.2.9>;tag=" + ReactionBench.TAG;

    private final ReactionBench bench = new ReactionBench();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private void reported(int status) {
        assertThat(bench.requests()).hasSize(1);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Refused.class);
        assertThat(bench.failure().status()).isEqualTo(status);
        bench.quiet();
    }

    // -- 413

    @Test
    void aRetryAfterThatIsTooLongIsReported() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(413, "Retry-After: 33");
        reported(413);
    }

    @Test
    void aBodyThatIsTooLongIsShortened() {
        Reactions policy =
                Reactions.builder().bodies((_, _) -> NewBody.of("text/plain", bytes("hi"))).build();
        bench.send(withBody("text/plain", "hello"), policy);
        bench.answer(413);
        assertThat(bench.last().body()).isEqualTo(bytes("hi"));
        bench.answer(200);
        bench.quiet();
    }

    @Test
    void itMayBeLeftOut() {
        bench.send(
                withBody("text/plain", "hello"),
                Reactions.builder().bodies((_, _) -> NewBody.none()).build());
        bench.answer(413);
        assertThat(bench.last().bodyLength()).isZero();
        assertThat(bench.last().has(HeaderName.CONTENT_TYPE)).isFalse();
    }

    private static SipRequest withBody(String type, String body) {
        return ReactionBench.request("MESSAGE", BOB).edit().body(type, bytes(body)).build();
    }

    // -- 415

    @Test
    void ofSeveralPartsTheAcceptedOneIsSentAlone() {
        String body =
                """
                --x
                Content-Type: text/html

                <b>
                --x
                Content-Type: text/plain

                b
                --x--
                """
                        .replace("\n", "\r\n");
        bench.send(withBody("multipart/mixed;boundary=x", body), Reactions.defaults());
        bench.answer(415, "Accept: text/plain, text/html;q=0");
        assertThat(bench.last().value(HeaderName.CONTENT_TYPE)).isEqualTo("text/plain");
        assertThat(bench.last().body()).isEqualTo(bytes("b"));
    }

    @Test
    void whereNothingIsAcceptedItIsReported() {
        bench.send(withBody("text/plain", "hello"), Reactions.defaults());
        bench.answer(415, "Accept: application/sdp");
        reported(415);
    }

    @Test
    void anotherBodyTakesItsHeaderFieldsWithItAndTheOldOnesGo() {
        SipRequest request =
                withBody("text/plain", "x")
                        .edit()
                        .set(HeaderName.CONTENT_ENCODING, "gzip")
                        .set(HeaderName.CONTENT_LANGUAGE, "en")
                        .build();
        NewBody other =
                new NewBody(
                        "text/html", bytes("y"), Map.of(HeaderName.CONTENT_DISPOSITION, "render"));
        bench.send(request, Reactions.builder().bodies((_, _) -> other).build());
        bench.answer(415, "Accept-Encoding: identity");
        assertThat(bench.last().has(HeaderName.CONTENT_ENCODING)).isFalse();
        assertThat(bench.last().has(HeaderName.CONTENT_LANGUAGE)).isFalse();
        assertThat(bench.last().value(HeaderName.CONTENT_DISPOSITION)).isEqualTo("render");
    }

    @Test
    void aPeerThatTakesNoOfferAtAllIsNotOfferedForever() {
        bench.send(
                withBody("text/plain", "x"),
                Reactions.builder().bodies((_, _) -> NewBody.of("text/plain", bytes("y"))).build());
        for (int i = 0; i < 4; i++) {
            bench.answer(488);
        }
        assertThat(bench.requests()).hasSize(4);
        assertThat(bench.failure().status()).isEqualTo(488);
    }

    // -- 416

    @Test
    void aSipUriThatIsNotUnderstoodIsReported() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(416);
        reported(416);
    }

    // -- 420, 421

    @Test
    void onlyWhatIsUnsupportedIsLeftOut() {
        bench.send(
                ReactionBench.request(
                        "INVITE", BOB, "Require: 100rel, timer", "Proxy-Require: foo, bar"),
                Reactions.defaults());
        bench.answer(420, "Unsupported: TIMER, foo");
        assertThat(bench.last().value(HeaderName.REQUIRE)).isEqualTo("100rel");
        assertThat(bench.last().value(HeaderName.PROXY_REQUIRE)).isEqualTo("bar");
        bench.answer(420, "Unsupported: bar");
        assertThat(bench.last().has(HeaderName.PROXY_REQUIRE)).isFalse();
        assertThat(bench.last().value(HeaderName.REQUIRE)).isEqualTo("100rel");
    }

    @Test
    void a420ForWhatWasNotDemandedIsReported() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(420, "Unsupported: timer");
        reported(420);
    }

    @Test
    void anExtensionThatWeLackIsReported() {
        bench.send("INVITE", BOB, Reactions.builder().extensions(List.of("timer")).build());
        bench.answer(421, "Require: timer, sec-agree");
        reported(421);
    }

    @Test
    void anExtensionJoinsThoseThatWereSupportedAlready() {
        bench.send(
                ReactionBench.request("INVITE", BOB, "Supported: replaces"),
                Reactions.builder().extensions(List.of("timer", "100rel")).build());
        bench.answer(421, "Require: 100rel");
        assertThat(bench.last().value(HeaderName.SUPPORTED)).isEqualTo("replaces, 100rel");
        bench.answer(421, "Require: 100rel");
        assertThat(bench.failure().status()).as("it was there").isEqualTo(421);
    }

    // -- 422, 423

    @Test
    void aLifetimeIsLengthenedWhereverItStands() {
        bench.send(
                ReactionBench.request(
                        "REGISTER",
                        BOB,
                        "Contact: <sip:a@h>;expires=30",
                        "Contact: <sip:b@h>;expires=0",
                        "Contact: <sip:c@h>;expires=900",
                        "Expires: 60"),
                Reactions.defaults());
        bench.answer(423, "Min-Expires: 300");
        assertThat(bench.last().value(HeaderName.EXPIRES)).isEqualTo("300");
        assertThat(bench.last().values(HeaderName.CONTACT))
                .containsExactly(
                        "<sip:a@h>;expires=300", "<sip:b@h>;expires=0", "<sip:c@h>;expires=900");
    }

    @Test
    void aRegistrarWhoseMinimumGrowsForeverIsNotFollowedForever() {
        bench.send(ReactionBench.request("REGISTER", BOB, "Expires: 1"), Reactions.defaults());
        for (int i = 2; i < 6; i++) {
            bench.answer(423, "Min-Expires: " + i);
        }
        assertThat(bench.requests()).hasSize(4);
        assertThat(bench.failure().status()).isEqualTo(423);
    }

    @Test
    void a423WithoutAMinimumIsReported() {
        bench.send(ReactionBench.request("REGISTER", BOB, "Expires: 1"), Reactions.defaults());
        bench.answer(423);
        reported(423);
    }

    @Test
    void aSessionIntervalIsLengthened() {
        bench.send(
                ReactionBench.request("INVITE", BOB, "Session-Expires: 90;refresher=uac"),
                Reactions.defaults());
        bench.answer(422, "Min-SE: 1800");
        assertThat(bench.last().value(HeaderName.SESSION_EXPIRES)).isEqualTo("1800;refresher=uac");
        assertThat(bench.last().value(HeaderName.MIN_SE)).isEqualTo("1800");
    }

    // -- 484

    @Test
    void digitsAreDialledUntilThereAreEnough() {
        Reactions policy =
                Reactions.builder()
                        .digits(
                                (refused, _, then) ->
                                        then.accept(
                                                Uri.parse(
                                                        refused.requestUri()
                                                                .toString()
                                                                .replace("@", "5@"))))
                        .build();
        bench.send("INVITE", "sip:1@192.0.2.9", policy);
        for (int i = 0; i < 4; i++) {
            bench.answer(484);
        }
        bench.answer(200);
        assertThat(bench.last().requestUri()).hasToString("sip:15555@192.0.2.9");
        bench.quiet();
    }

    @Test
    void whoHasNoMoreDigitsHearsThe484() {
        bench.send(
                "INVITE",
                BOB,
                Reactions.builder().digits((_, _, then) -> then.accept(null)).build());
        bench.answer(484);
        reported(484);
    }

    // -- 491

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGlareIsWaitedForInStepsOf10Milliseconds(boolean owner) {
        long least = Long.MAX_VALUE;
        long most = 0;
        Reactions policy = Reactions.builder().callIdOwner(owner).build();
        for (int i = 0; i < 400; i++) {
            bench.sends.clear();
            bench.send(ReactionBench.request("INVITE", BOB, DIALOG), policy);
            bench.answer(491);
            long start = bench.now();
            while (bench.requests().size() < 2) {
                bench.pass(Duration.ofMillis(10));
            }
            long waited = (bench.now() - start) / 1_000_000;
            least = Math.min(least, waited);
            most = Math.max(most, waited);
            bench.answer(200);
        }
        assertThat(least).isBetween(owner ? 2100L : 0L, owner ? 2130L : 30L);
        assertThat(most).isBetween(owner ? 3970L : 1970L, owner ? 4000L : 2000L);
        bench.quiet();
    }

    @Test
    void outsideOfADialogA491IsReported() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(491);
        reported(491);
    }

    @Test
    void aGlareThatNeverEndsDoes() {
        bench.send(ReactionBench.request("INVITE", BOB, DIALOG), Reactions.defaults());
        for (int i = 0; i < 9; i++) {
            bench.answer(491);
            bench.pass(Duration.ofSeconds(4));
        }
        assertThat(bench.requests()).hasSize(9);
        assertThat(bench.failure().status()).isEqualTo(491);
        bench.quiet();
    }

    // -- later

    @ParameterizedTest
    @ValueSource(ints = {408, 480, 486, 500, 503, 600, 603})
    void whereThePolicySaysSoRetryAfterIsWaitedFor(int status) {
        bench.send("INVITE", BOB, Reactions.builder().on(status, Reaction.LATER).build());
        bench.answer(status, "Retry-After: 3");
        bench.pass(Duration.ofMillis(2999));
        assertThat(bench.requests()).hasSize(1);
        bench.pass(Duration.ofMillis(1));
        assertThat(bench.requests()).hasSize(2);
        bench.answer(status);
        assertThat(bench.failure().status()).isEqualTo(status);
        bench.quiet();
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 413, 480, 486, 500, 600, 603})
    void howLongThePeerWantsToBeLeftAloneIsTold(int status) {
        bench.send("INVITE", BOB, Reactions.builder().longestWait(Duration.ZERO).build());
        bench.answer(status, "Retry-After: 90 (lunch)");
        assertThat(((SipFailure.Refused) bench.failure()).retryAfter())
                .isEqualTo(Duration.ofSeconds(90));
    }
}
