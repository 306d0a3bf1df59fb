package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.identity.BorderRules;
import dev.ringback.identity.Conduct;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.identity.TrustDomain;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The privacy service: RFC 3323 §5, RFC 7044 §10.1.
class PrivacyTest {
    private static final String NOBODY = "\"Anonymous\" <sip:anonymous@anonymous.invalid>;tag=";
    private static final String[] TELLING = {
        "s: call me,\r\n\tboss",
        "CALL-INFO: <http://example.com/alice.png>;purpose=icon",
        "Organization : Alice's",
        "user-agent: AlicePhone/1.0",
        "Server: AlicePhone/1.0",
        "reply-To: <sip:alice@example.com>",
        "In-Reply-To: abc@alice",
        "b: <sip:alice@example.com>",
        "Remote-Party-ID: <sip:alice@example.com>;party=calling"
    };

    private final BorderBench bench = new BorderBench();

    @Test
    void whoWantsToBeNobodyIs() {
        SipRequest copy = hidden("Privacy: user");
        assertThat(copy.value(HeaderName.FROM)).startsWith(NOBODY);
        assertThat(copy.from().tag()).as("the dialog's").startsWith("c");
        String text = copy.toString();
        assertThat(text.substring(text.indexOf("From:")).replaceAll("Contact: .*\r\n", ""))
                .doesNotContainIgnoringCase("alice")
                .doesNotContain("boss");
        assertThat(copy.has(HeaderName.PRIVACY)).as("done is done").isFalse();
        assertThat(copy.value(HeaderName.SUPPORTED)).as("what tells nothing").isEqualTo("timer");
    }

    private SipRequest hidden(String privacy) {
        String[] lines = new String[TELLING.length + 2];
        System.arraycopy(TELLING, 0, lines, 0, TELLING.length);
        lines[TELLING.length] = privacy;
        lines[TELLING.length + 1] = "k: timer";
        return bench.alice("sip:bob@example.com", lines);
    }

    @Test
    void itsOwnAddressComesBackToIt() {
        SipRequest copy = hidden("Privacy: user");
        bench.core.answer(copy, 180, "b");
        assertThat(bench.core.lastResponse().status()).isEqualTo(180);
        assertThat(bench.core.lastResponse().value(HeaderName.FROM))
                .isEqualTo("<sip:alice@example.com>;tag=" + copy.from().tag());
        bench.core.answer(copy, 200, "b");
        assertThat(bench.core.lastResponse().from().uri()).hasToString("sip:alice@example.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Privacy: user",
                "privacy : USER",
                "Privacy: id;user",
                "Privacy: id, user",
                "Privacy:\r\n id ;\r\n user",
                "Privacy: none;user",
                "Privacy: user;",
                "Privacy: \"user\"",
                "Privacy: id\r\nPrivacy: none"
            })
    void aWishIsNotMisread(String privacy) {
        SipRequest copy = hidden(privacy);
        assertThat(copy.value(HeaderName.FROM)).startsWith(NOBODY);
        assertThat(copy.has(HeaderName.P_ASSERTED_IDENTITY)).isFalse();
        assertThat(copy.has(HeaderName.PRIVACY)).isFalse();
    }

    @Test
    void noneForbidsEverything() {
        SipRequest copy = hidden("Privacy: none");
        assertThat(copy.value(HeaderName.FROM)).startsWith("<sip:alice@example.com>");
        assertThat(copy.value(HeaderName.PRIVACY)).isEqualTo("none");
        assertThat(copy.has(HeaderName.SUBJECT)).isTrue();
        assertThat(copy.has(HeaderName.P_ASSERTED_IDENTITY)).isTrue();
    }

    @Test
    void whatAProxyCannotDoIsLeftToOthers() {
        SipRequest copy = hidden("Privacy: header;id;session;strange");
        assertThat(copy.value(HeaderName.PRIVACY)).isEqualTo("header;session;strange");
        assertThat(copy.has(HeaderName.P_ASSERTED_IDENTITY)).isFalse();
        assertThat(copy.value(HeaderName.FROM)).startsWith("<sip:alice@example.com>");
    }

    @Test
    void criticalIsSpentWithTheLastWish() {
        assertThat(hidden("Privacy: user;id;critical").has(HeaderName.PRIVACY)).isFalse();
        int before = bench.core.forwarded("INVITE").size();
        bench.proved("sip:bob@example.com", "Privacy: id;strange;critical");
        SipResponse refusal = bench.core.lastResponse();
        assertThat(refusal.status()).isEqualTo(500);
        assertThat(refusal.reason()).isEqualTo("Privacy Not Possible: strange");
        assertThat(bench.core.forwarded("INVITE")).hasSize(before);
    }

    @Test
    void aProxyMayBeDemandedThatKnowsOfPrivacy() {
        SipRequest copy =
                bench.alice("sip:bob@example.com", "Privacy: id", "Proxy-Require: privacy");
        assertThat(copy.has(HeaderName.PROXY_REQUIRE)).isFalse();
        copy = bench.alice("sip:bob@example.com", "Privacy: header", "Proxy-Require: Privacy");
        assertThat(copy.value(HeaderName.PROXY_REQUIRE)).isEqualTo("Privacy");
        bench.core.receive(
                CoreBench.CALLER,
                CoreBench.text(
                        "INVITE", "sip:bob@example.com", "q", "Proxy-Require: privacy, foo"));
        assertThat(bench.core.lastResponse().status()).isEqualTo(420);
        assertThat(bench.core.lastResponse().value(HeaderName.UNSUPPORTED)).isEqualTo("foo");
        BorderBench plain = new BorderBench(BorderRules.PLAIN);
        plain.core.receive(
                CoreBench.CALLER,
                CoreBench.text("INVITE", "sip:bob@example.com", "p", "Proxy-Require: privacy"));
        assertThat(plain.core.lastResponse().status()).isEqualTo(420);
    }

    @Test
    void targetsWithinOurDomainsAreHiddenFromStrangers() {
        String history =
                "History-Info: <sip:alice@example.com?Reason=SIP%3Bcause%3D302>;index=1,"
                        + " <sip:x@far.example>;index=1.1;rc=1";
        SipRequest copy = bench.stranger(history, "Privacy: history");
        assertThat(copy.values(HeaderName.HISTORY_INFO))
                .containsExactly(
                        "<sip:anonymous@anonymous.invalid>;index=1",
                        "<sip:x@far.example>;index=1.1;rc=1");
        assertThat(copy.has(HeaderName.PRIVACY)).isFalse();
        assertThat(bench.stranger(history, "Privacy: none").value(HeaderName.HISTORY_INFO))
                .contains("alice");
        assertThat(bench.stranger(history).value(HeaderName.HISTORY_INFO)).contains("alice");
    }

    @Test
    void singleTargetsAreHiddenWhereTheySaySo() {
        SipRequest copy =
                bench.stranger(
                        "History-Info: <sip:alice@example.com?Privacy=history>;index=1",
                        "History-Info: <sip:bob@example.com?Privacy=id>;index=1.1");
        assertThat(copy.values(HeaderName.HISTORY_INFO))
                .containsExactly(
                        "<sip:anonymous@anonymous.invalid>;index=1",
                        "<sip:bob@example.com>;index=1.1");
        copy = bench.stranger("History-Info: alice@example.com <", "Privacy: history");
        assertThat(copy.has(HeaderName.HISTORY_INFO)).as("unreadable").isFalse();
    }

    @Test
    void aCalleeMayWantPrivacyToo() {
        bench.core.answer(
                bench.stranger(),
                180,
                "b",
                "Server: BobPhone",
                "organization: Bob's",
                "Privacy: user;header");
        SipResponse heard = bench.core.lastResponse();
        assertThat(heard.has(HeaderName.SERVER)).isFalse();
        assertThat(heard.has(HeaderName.ORGANIZATION)).isFalse();
        assertThat(heard.value(HeaderName.PRIVACY)).isEqualTo("header");
    }

    @Test
    void withoutPrivacyServiceOnlyTheAssertedIdentityIsHidden() {
        BorderBench other =
                new BorderBench(
                        new BorderRules(
                                TrustDomain.NOBODY,
                                OwnIdentities.PLAIN,
                                new Conduct(true, true, false, true),
                                List.of()));
        SipRequest copy = other.alice("sip:bob@example.com", "Privacy: id;user", "Subject: x");
        assertThat(copy.has(HeaderName.P_ASSERTED_IDENTITY)).isFalse();
        assertThat(copy.value(HeaderName.FROM)).startsWith("<sip:alice@example.com>");
        assertThat(copy.has(HeaderName.SUBJECT)).isTrue();
    }
}
