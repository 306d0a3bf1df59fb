package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.header.HeaderName;
import dev.ringback.identity.BorderRules;
import dev.ringback.identity.Conduct;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Asserted identities at the border of the trust domain: RFC 3325.
class BorderTest {
    private static final HeaderName ASSERTED = HeaderName.P_ASSERTED_IDENTITY;
    private static final String FORGED = "P-Asserted-Identity: <sip:boss@example.com>";

    private final BorderBench bench = new BorderBench();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P-Asserted-Identity: <sip:boss@example.com>",
                "p-asserted-identity: <sip:boss@example.com>",
                "P-ASSERTED-IDENTITY:<sip:boss@example.com>",
                "P-Asserted-Identity : <sip:boss@example.com>",
                "P-Asserted-Identity\t:\t<sip:boss@example.com>",
                "P-Asserted-Identity:\r\n <sip:boss@example.com>",
                "P-Asserted-Identity: <sip:boss@example.com>,\r\n\t<tel:+15550100>",
                "P-Asserted-Identity: <sip:boss@example.com>\r\nX-Between: 1\r\n"
                        + "P-asserted-Identity: <tel:+15550100>",
                "P-Asserted-Identity: boss, of course",
                "P-Asserted-Identity:"
            })
    void whatStrangersAssertIsGoneHoweverItIsWritten(String lines) {
        for (BorderBench any : List.of(bench, new BorderBench(BorderRules.PLAIN))) {
            SipRequest copy = any.stranger(lines);
            assertThat(copy.has(ASSERTED)).isFalse();
            assertThat(copy.toString()).doesNotContain("boss").doesNotContain("+15550100");
        }
    }

    @Test
    void headerFieldsThatOnlyLookAlikeStay() {
        SipRequest copy =
                bench.stranger(
                        "X-P-Asserted-Identity: <sip:a@example.com>",
                        "P-Asserted-Identity-Kind: b",
                        "P-Asserted-Identit: c",
                        "Subject: P-Asserted-Identity: <sip:d@example.com>",
                        "X-Folded: e\r\n P-Asserted-Identity: <sip:f@example.com>");
        assertThat(copy.toString())
                .contains("X-P-Asserted-Identity: <sip:a@example.com>\r\n")
                .contains("P-Asserted-Identity-Kind: b\r\n")
                .contains("P-Asserted-Identit: c\r\n")
                .contains("Subject: P-Asserted-Identity: <sip:d@example.com>\r\n")
                .contains("X-Folded: e\r\n P-Asserted-Identity: <sip:f@example.com>\r\n");
    }

    @Test
    void theWordOfTheTrustDomainCounts() {
        assertThat(bench.carrier("P-Asserted-Identity: <tel:+15550100>").value(ASSERTED))
                .isEqualTo("<tel:+15550100>");
    }

    @Test
    void whoProvedItselfIsAsserted() {
        SipRequest copy = bench.alice("sip:bob@example.com", FORGED);
        assertThat(copy.values(ASSERTED))
                .containsExactly("<sip:alice@example.com>", "<tel:+12025550123>");
        assertThat(bench.stranger().has(ASSERTED)).isFalse();
    }

    @Test
    void aPreferenceIsHonouredAsFarAsTheUserMayUseIt() {
        assertThat(preferring("\"Sales\" <sip:sales@EXAMPLE.com;user=ip>"))
                .containsExactly("<sip:sales@example.com>");
        assertThat(preferring("<tel:+1-202-555-0123>")).containsExactly("<tel:+12025550123>");
        assertThat(preferring("<sip:sales@example.com>, <tel:+12025550123>"))
                .containsExactly("<sip:sales@example.com>", "<tel:+12025550123>");
        List<String> usual = List.of("<sip:alice@example.com>", "<tel:+12025550123>");
        assertThat(preferring("<sip:boss@example.com>")).isEqualTo(usual);
        assertThat(preferring("<tel:+12025550124>")).isEqualTo(usual);
        assertThat(preferring("nonsense <")).isEqualTo(usual);
    }

    private List<String> preferring(String wish) {
        SipRequest copy = bench.alice("sip:bob@example.com", "P-Preferred-Identity: " + wish);
        assertThat(copy.has(HeaderName.P_PREFERRED_IDENTITY)).isFalse();
        return copy.values(ASSERTED);
    }

    @Test
    void whatAStrangerPrefersIsNothing() {
        SipRequest copy = bench.stranger("P-Preferred-Identity: <sip:alice@example.com>");
        assertThat(copy.has(HeaderName.P_PREFERRED_IDENTITY)).isFalse();
        assertThat(copy.has(ASSERTED)).isFalse();
    }

    @Test
    void whatBelongsToADialogIsNotAssertedByItsRouteAlone() {
        SipRequest invite = bench.alice("sip:bob@example.com");
        String route = invite.value(HeaderName.RECORD_ROUTE);
        bench.core.receive(
                CoreBench.CALLER,
                CoreBench.text("INFO", "sip:bob@192.0.2.20", "i", "Route: " + route, FORGED)
                        .replace("call-1", invite.callId())
                        .replace("sip:carol@far.example", "sip:alice@example.com")
                        .replace("To: <sip:bob@192.0.2.20>", "To: <sip:bob@192.0.2.20>;tag=b"));
        SipRequest info = bench.core.forwarded("INFO").getFirst();
        assertThat(info.has(ASSERTED)).isFalse();
    }

    @Test
    void strangersLearnAnIdentityUnlessItsOwnerSaysNo() {
        assertThat(bench.alice("sip:bob@example.com").has(ASSERTED)).isTrue();
        SipRequest hidden = bench.alice("sip:bob@example.com", "Privacy: id");
        assertThat(hidden.has(ASSERTED)).isFalse();
        assertThat(hidden.has(HeaderName.PRIVACY)).as("done is done").isFalse();
    }

    @Test
    void theTrustDomainLearnsItAnyway() {
        bench.core.bind("alice", "sip:alice@10.1.1.1");
        bench.core.receive(
                BorderBench.CARRIER,
                CoreBench.text(
                        "INVITE",
                        "sip:alice@example.com",
                        "t",
                        "Privacy: id;user;header;critical",
                        "X-Internal: 1",
                        FORGED));
        SipRequest copy = bench.core.forwarded("INVITE").getFirst();
        assertThat(copy.value(ASSERTED)).isEqualTo("<sip:boss@example.com>");
        assertThat(copy.value(HeaderName.PRIVACY)).isEqualTo("id;user;header;critical");
        assertThat(copy.has(HeaderName.of("x-internal"))).isTrue();
    }

    @Test
    void anOperatorMayTellStrangersNothing() {
        BorderRules silent =
                new BorderRules(
                        BorderBench.RULES.trust(),
                        BorderBench.RULES.identities(),
                        new Conduct(true, false, true, true),
                        List.of());
        BorderBench quiet = new BorderBench(silent);
        assertThat(quiet.alice("sip:bob@example.com").has(ASSERTED)).isFalse();
        SipRequest open = quiet.alice("sip:bob@example.com", "Privacy: none");
        assertThat(open.has(ASSERTED)).as("RFC 3325 §7: none").isTrue();
        assertThat(open.value(HeaderName.PRIVACY)).isEqualTo("none");
    }

    @Test
    void configuredHeaderFieldsNeverReachStrangers() {
        SipRequest copy = bench.stranger("x-INTERNAL : rack 7\r\n row 4", "X-Internals: kept");
        assertThat(copy.has(HeaderName.of("X-Internal"))).isFalse();
        assertThat(copy.toString()).doesNotContain("row 4").contains("X-Internals: kept");
    }

    @Test
    void whatACalleeAssertsOfItselfCountsInTheTrustDomainOnly() {
        bench.core.answer(bench.stranger(), 180, "b", FORGED, "X-Internal: 2");
        SipResponse heard = bench.core.lastResponse();
        assertThat(heard.status()).isEqualTo(180);
        assertThat(heard.has(ASSERTED)).isFalse();
        assertThat(heard.has(HeaderName.of("X-Internal"))).isFalse();
        bench.core.bind("alice", "sip:alice@10.1.1.1");
        bench.core.receive(
                CoreBench.CALLER, CoreBench.text("INVITE", "sip:alice@example.com", "far"));
        SipRequest invite = bench.core.forwarded("INVITE").getLast();
        SipResponse answer =
                SipResponse.replyTo(invite, 180)
                        .toTag("a")
                        .add(ASSERTED, "<tel:+15550100>")
                        .build();
        bench.core.receive(CoreBench.udp("10.1.1.1", 5060), answer.toString());
        assertThat(bench.core.lastResponse().value(ASSERTED)).isEqualTo("<tel:+15550100>");
        bench.core.receive(
                CoreBench.udp("10.1.1.1", 5060),
                answer.edit().set(HeaderName.PRIVACY, "id").build().toString());
        assertThat(bench.core.lastResponse().has(ASSERTED)).isFalse();
    }

    @Test
    void aSecondAcceptanceIsFilteredAsTheFirst() {
        SipRequest invite = bench.stranger();
        bench.core.answer(invite, 200, "b", FORGED);
        bench.core.answer(invite, 200, "b", FORGED);
        bench.core.answer(invite, 200, "b2", FORGED);
        long accepted =
                bench.core.sends.stream()
                        .filter(send -> send.message() instanceof SipResponse r && r.success())
                        .filter(send -> !send.message().has(ASSERTED))
                        .count();
        assertThat(accepted).isEqualTo(3);
        assertThat(bench.core.sends.stream().filter(send -> send.message().has(ASSERTED)))
                .isEmpty();
    }

    @Test
    void aSecondAcceptanceSaysWhatTheFirstSaid() {
        bench.core.bind("alice", "sip:alice@10.1.1.1");
        bench.core.receive(
                CoreBench.CALLER, CoreBench.text("INVITE", "sip:alice@example.com", "far"));
        SipRequest believed = bench.core.forwarded("INVITE").getLast();
        SipRequest anonymous = bench.stranger("Privacy: user");
        for (int i = 0; i < 2; i++) {
            String line = "P-Asserted-Identity: <tel:+15550100>";
            bench.core.answerFrom("10.1.1.1", believed, 200, "a", line);
            assertThat(bench.core.lastResponse().value(ASSERTED)).isEqualTo("<tel:+15550100>");
            bench.core.answer(anonymous, 200, "b");
            assertThat(bench.core.lastResponse().from().uri()).hasToString("sip:carol@far.example");
        }
    }

    @Test
    void littleIsKeptOfAnAcceptedCall() {
        long before = 0;
        for (int i = 0; i < 40; i++) {
            before = i == 20 ? bench.core.stack.transactionMemory() : before;
            bench.core.answer(bench.stranger(), 200, "b");
        }
        long more = bench.core.stack.transactionMemory() - before;
        assertThat(bench.core.stack.transactionCount()).isEqualTo(80);
        assertThat(more / 20).as("octets of a call").isLessThan(512);
    }

    @Test
    void aMarkOfVerificationCountsInTheTrustDomainOnly() {
        String mark = ";verstat=TN-Validation-Passed";
        String from = "f: \"C\" <sip:+15550100%s@far.example;user=phone>;tag=c1".formatted(mark);
        bench.core.receive(
                CoreBench.CALLER,
                CoreBench.text("INVITE", "sip:bob@example.com", "v")
                        .replace("From: <sip:carol@far.example>;tag=c1", from));
        SipRequest copy = bench.core.forwarded("INVITE").getLast();
        assertThat(copy.value(HeaderName.FROM))
                .isEqualTo("\"C\" <sip:+15550100@far.example;user=phone>;tag=c1");
        bench.core.bind("alice", "sip:alice@10.1.1.1");
        bench.core.receive(
                BorderBench.CARRIER,
                CoreBench.text("INVITE", "sip:alice@example.com", "w", FORGED)
                        .replace("From: <sip:carol@far.example>;tag=c1", from));
        assertThat(bench.core.forwarded("INVITE").getLast().from().toString()).contains(mark);
        SipRequest out =
                bench.carrier("P-Asserted-Identity: <tel:+15550100;VERSTAT=TN-Validation-Passed>");
        assertThat(out.value(ASSERTED)).as("strangers").isEqualTo("<tel:+15550100>");
    }

    @Test
    void callsOfNobodyMayBeRefused() {
        BorderRules rules =
                new BorderRules(
                        BorderBench.RULES.trust(),
                        OwnIdentities.PLAIN,
                        new Conduct(true, true, true, false),
                        List.of());
        BorderBench strict = new BorderBench(rules);
        String anonymous =
                CoreBench.text("INVITE", "sip:bob@example.com", "n")
                        .replace("sip:carol@far.example", "sip:anonymous@anonymous.invalid");
        strict.core.receive(CoreBench.CALLER, anonymous);
        SipResponse refusal = strict.core.lastResponse();
        assertThat(refusal.status()).isEqualTo(433);
        assertThat(refusal.reason()).isEqualTo("Anonymity Disallowed");
        assertThat(strict.core.cause()).isEqualTo(new Cause.CheckFailed(Check.ANONYMITY, "From"));
        strict.proved("sip:bob@example.com", "Privacy: id");
        assertThat(strict.core.lastResponse().status()).isEqualTo(433);
        assertThat(strict.core.forwarded("INVITE")).isEmpty();
        strict.proved("sip:x@198.51.100.1", "Privacy: id");
        assertThat(strict.core.forwarded("INVITE")).as("not for our users").hasSize(1);
        bench.core.receive(CoreBench.CALLER, anonymous);
        assertThat(bench.core.forwarded("INVITE")).as("by default").hasSize(1);
    }

    @Test
    void aCriticalWishThatCannotBeFulfilledEndsTheRequest() {
        bench.proved("sip:bob@example.com", "Privacy: header;id;session;critical");
        SipResponse refusal = bench.core.lastResponse();
        assertThat(refusal.status()).isEqualTo(500);
        assertThat(refusal.reason()).isEqualTo("Privacy Not Possible: header, session");
        assertThat(bench.core.forwarded("INVITE")).isEmpty();
        assertThat(bench.core.cause().toString()).contains("PRIVACY");
        assertThat(bench.core.cause())
                .isEqualTo(new Cause.CheckFailed(Check.PRIVACY, "header, session"));
    }
}
