package dev.ringback.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// How redirections are followed and remembered: RFC 3261 §8.1.3.4, §21.3.
class RedirectsTest {
    private static final String BOB = "sip:bob@192.0.2.9";

    private final ReactionBench bench = new ReactionBench();
    private final RedirectCache cache = new RedirectCache();
    private final Reactions caching = Reactions.builder().cache(cache).build();

    private static String contact(int host, String more) {
        return "Contact: <sip:bob@192.0.2.%d>%s".formatted(host, more);
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    private List<String> targets() {
        return bench.requests().stream().map(r -> r.requestUri().toString()).toList();
    }

    @Test
    void theAddressesAreTriedByQualityUntilOneTakesIt() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(300, contact(10, ";q=0.2"), contact(11, ";q=0.7"), contact(12, ""));
        bench.answer(404);
        bench.answer(480);
        bench.answer(200);
        assertThat(targets())
                .containsExactly(
                        BOB, "sip:bob@192.0.2.12", "sip:bob@192.0.2.11", "sip:bob@192.0.2.10");
        assertThat(bench.requests().stream().map(r -> r.cSeq().number()))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(bench.requests().stream().map(r -> String.valueOf(r.value(HeaderName.TO))))
                .containsOnly("<sip:bob@192.0.2.9>");
        bench.quiet();
    }

    @Test
    void theLastFailureIsToldWithAllThatLedToIt() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(302, contact(10, ""), contact(11, ""));
        bench.answer(404);
        bench.answer(480, "Retry-After: 5");
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Refused.class,
                        failure -> {
                            assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                            assertThat(failure.causes().steps()).hasSize(3);
                        });
    }

    @Test
    void aUserWhoIsFoundIsNotLookedForElsewhere() {
        for (int status : new int[] {486, 600, 603, 604, 606, 699}) {
            ReactionBench fresh = new ReactionBench();
            fresh.send("INVITE", BOB, Reactions.defaults());
            fresh.answer(302, contact(10, ""), contact(11, ""));
            fresh.answer(status);
            assertThat(fresh.requests()).as("%s", status).hasSize(2);
            assertThat(fresh.failure().status()).isEqualTo(status);
        }
    }

    @Test
    void twoThatRedirectToEachOtherEnd() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(302, contact(10, ""));
        bench.answer(302, "Contact: <SIP:bob@192.0.2.9>");
        assertThat(bench.requests()).hasSize(2);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Redirected.class);
        bench.quiet();
    }

    @Test
    void aChainOfRedirectionsIsAsLongAsThePolicySays() {
        Reactions policy = Reactions.builder().redirects(new RedirectBounds(10, 2, false)).build();
        bench.send("INVITE", BOB, policy);
        for (int host = 10; host < 13; host++) {
            bench.answer(302, contact(host, ""));
        }
        assertThat(bench.requests()).hasSize(3);
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Redirected.class, f -> assertThat(f.choices()).hasSize(1));
    }

    @Test
    void aRedirectionToManyIsFollowedToAFew() {
        bench.send("INVITE", BOB, Reactions.defaults());
        String[] contacts = new String[40];
        for (int i = 0; i < contacts.length; i++) {
            contacts[i] = contact(10 + i, "");
        }
        bench.answer(300, contacts);
        while (bench.failures.isEmpty()) {
            bench.answer(404);
        }
        assertThat(bench.requests()).hasSize(RedirectBounds.DEFAULT.mostTargets());
    }

    @Test
    void aSipsUriIsNotLeftUnlessThePolicySaysSo() {
        NameAddress proxy = Objects.requireNonNull(NameAddress.parse("<sip:192.0.2.30;lr>"));
        Reactions policy = Reactions.builder().routes(List.of(proxy)).build();
        bench.send("INVITE", "sips:bob@192.0.2.9", policy);
        bench.answer(302, contact(10, ""));
        assertThat(bench.requests()).hasSize(1);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Redirected.class);

        bench.failures.clear();
        Reactions leaving = policy.edit().redirects(new RedirectBounds(10, 5, true)).build();
        bench.send("INVITE", "sips:bob@192.0.2.9", leaving);
        bench.answer(302, contact(10, ""));
        assertThat(bench.last().requestUri()).hasToString("sip:bob@192.0.2.10");
    }

    @Test
    void whatTheAddressWantsIsInTheRequest() {
        bench.send(
                ReactionBench.request("INVITE", BOB, "Subject: old", "Call-Info: <http://a.b>"),
                Reactions.defaults());
        bench.answer(
                302,
                "Contact: <sip:bob@192.0.2.10;method=INVITE?Subject=new&Call-Info=%3Chttp://c.d%3E"
                        + "&Via=SIP/2.0/UDP%20evil&Route=%3Csip:evil%3E>");
        SipRequest second = bench.last();
        assertThat(second.requestUri()).hasToString("sip:bob@192.0.2.10");
        assertThat(second.values(HeaderName.SUBJECT)).containsExactly("new");
        assertThat(second.values(HeaderName.CALL_INFO))
                .containsExactly("<http://a.b>", "<http://c.d>");
        assertThat(second.values(HeaderName.VIA)).hasSize(1);
        assertThat(second.has(HeaderName.ROUTE)).isFalse();
    }

    @Test
    void aRedirectionWithoutAnyAddressIsReported() {
        bench.send("INVITE", BOB, Reactions.defaults());
        bench.answer(302);
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Redirected.class, f -> assertThat(f.choices()).isEmpty());
    }

    @Test
    void theUserIsOfferedTheChoiceWhereThePolicySaysSo() {
        bench.send("INVITE", BOB, Reactions.builder().on(300, Reaction.OFFER).build());
        bench.answer(300, contact(10, ";q=0.1"), contact(11, ";q=0.9"));
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Redirected.class,
                        f ->
                                assertThat(f.choices())
                                        .extracting(c -> String.valueOf(c.uri()))
                                        .containsExactly(
                                                "sip:bob@192.0.2.11", "sip:bob@192.0.2.10"));
        assertThat(bench.requests()).hasSize(1);
    }

    @Test
    void whoMovedForGoodIsNotedInTheAddressBook() {
        List<String> moves = new ArrayList<>();
        Reactions policy =
                caching.edit().addressBook((old, now) -> moves.add(old + " -> " + now)).build();
        bench.send("INVITE", BOB, policy);
        bench.answer(301, contact(10, ";q=0.5"), contact(11, ""));
        bench.answer(200);
        assertThat(moves).containsExactly("sip:bob@192.0.2.9 -> sip:bob@192.0.2.11");
        bench.pass(Duration.ofDays(1));
        bench.send("INVITE", BOB, policy);
        assertThat(bench.last().requestUri()).hasToString("sip:bob@192.0.2.11");
    }

    @Test
    void aTemporaryAddressIsRememberedForItsTime() {
        bench.send("INVITE", BOB, caching);
        bench.answer(302, contact(10, ";expires=60"), "Expires: 600");
        bench.answer(200);
        bench.pass(Duration.ofSeconds(59));
        bench.send("INVITE", BOB, caching);
        assertThat(bench.last().requestUri()).hasToString("sip:bob@192.0.2.10");
        bench.answer(200);
        bench.pass(Duration.ofSeconds(1));
        bench.send("INVITE", BOB, caching);
        assertThat(bench.last().requestUri()).hasToString(BOB);
        assertThat(cache.size()).isZero();
    }

    @Test
    void theExpiresHeaderCountsForAddressesThatDoNotSay() {
        bench.send("INVITE", BOB, caching);
        bench.answer(302, contact(10, ""), "Expires: 60");
        assertThat(cache.find(uri(BOB), bench.now())).hasToString("sip:bob@192.0.2.10");
    }

    @Test
    void withoutATimeNothingIsRemembered() {
        bench.send("INVITE", BOB, caching);
        bench.answer(302, contact(10, ""));
        bench.answer(200);
        bench.send("INVITE", BOB, caching);
        assertThat(bench.last().requestUri()).hasToString(BOB);
    }

    @Test
    void aRememberedAddressThatFailsFallsBackToTheOriginalOnce() {
        cache.moved(uri(BOB), uri("sip:bob@192.0.2.10"));
        bench.send("INVITE", BOB, caching);
        bench.answer(404);
        assertThat(targets()).containsExactly("sip:bob@192.0.2.10", BOB);
        bench.answer(404);
        assertThat(bench.requests()).hasSize(2);
        assertThat(bench.failure().status()).isEqualTo(404);
        assertThat(cache.find(uri(BOB), bench.now())).isNull();
        bench.quiet();
    }

    @Test
    void itFallsBackWhereNobodyAnswersToo() {
        cache.moved(uri(BOB), uri("sip:bob@192.0.2.10"));
        bench.send("INVITE", BOB, caching);
        bench.pass(Duration.ofSeconds(32));
        assertThat(targets()).containsExactly("sip:bob@192.0.2.10", BOB);
        bench.answer(200);
        bench.quiet();
    }

    @Test
    void aRememberedAddressWhereTheUserIsBusyIsNotToBlame() {
        cache.moved(uri(BOB), uri("sip:bob@192.0.2.10"));
        bench.send("INVITE", BOB, caching);
        bench.answer(486);
        assertThat(bench.requests()).hasSize(1);
        assertThat(cache.size()).isEqualTo(1);
    }

    @Test
    void theCacheForgetsTheOldestFirst() {
        for (int i = 0; i <= RedirectCache.MOST; i++) {
            cache.moved(uri("sip:u" + i + "@a"), uri("sip:b"));
        }
        assertThat(cache.size()).isEqualTo(RedirectCache.MOST);
        assertThat(cache.find(uri("sip:u0@a"), 0)).isNull();
        assertThat(cache.find(uri("sip:u1@a"), 0)).isNotNull();
    }

    @Test
    void inADialogItGoesElsewhereOnTheRouteOfTheDialog() {
        String to = "To: <sip:bob@192.0.2.9>;tag=" + ReactionBench.TAG;
        bench.send(ReactionBench.request("INVITE", BOB, to, "Route: <sip:192.0.2.40;lr>"), caching);
        bench.answer(302, contact(10, ";expires=60"));
        assertThat(bench.ways()).containsExactly("192.0.2.40:5060", "192.0.2.40:5060");
        assertThat(bench.last().requestUri()).hasToString("sip:bob@192.0.2.10");
        assertThat(cache.size()).as("a dialog's target is nobody's address").isZero();
    }

    @Test
    void inADialogBehindAStrictRouterItIsReported() {
        String to = "To: <sip:bob@192.0.2.9>;tag=" + ReactionBench.TAG;
        bench.send(
                ReactionBench.request("INVITE", "sip:192.0.2.40", to, "Route: <sip:bob@192.0.2.9>"),
                caching);
        assertThat(bench.ways()).containsExactly("192.0.2.40:5060");
        bench.answer(302, contact(10, ""));
        assertThat(bench.failure()).isInstanceOf(SipFailure.Redirected.class);
    }

    @Test
    void aProxyThatMustBeUsedIsUsedOnceForThisRequestOnly() {
        bench.send("INVITE", BOB, caching);
        bench.answer(305, "Contact: <sip:192.0.2.50:5070>");
        assertThat(bench.ways()).containsExactly("192.0.2.9:5060", "192.0.2.50:5070");
        assertThat(bench.last().requestUri()).hasToString(BOB);
        bench.answer(305, "Contact: <sip:192.0.2.51>");
        assertThat(bench.requests()).hasSize(2);
        assertThat(bench.failure()).isInstanceOf(SipFailure.Redirected.class);
        bench.send("INVITE", BOB, caching);
        assertThat(bench.ways()).last().isEqualTo("192.0.2.9:5060");
    }

    @Test
    void theProxyComesAfterOurOwnOnes() {
        NameAddress ours = Objects.requireNonNull(NameAddress.parse("<sip:192.0.2.30>"));
        bench.send("INVITE", BOB, Reactions.builder().routes(List.of(ours)).build());
        assertThat(bench.last().values(HeaderName.ROUTE)).containsExactly("<sip:192.0.2.30;lr>");
        bench.answer(305, "Contact: <sip:192.0.2.50;lr>");
        assertThat(bench.last().values(HeaderName.ROUTE))
                .containsExactly("<sip:192.0.2.30;lr>", "<sip:192.0.2.50;lr>");
    }

    @Test
    void anAlternativeServiceIsReportedWithItsBody() {
        bench.send("INVITE", BOB, caching);
        bench.answer(
                bench.lastSend(), 380, response -> response.body("text/plain", new byte[] {'!'}));
        assertThat(bench.failure())
                .isInstanceOfSatisfying(
                        SipFailure.Redirected.class,
                        f -> assertThat(f.response().body()).containsExactly('!'));
        assertThat(bench.requests()).hasSize(1);
    }
}
