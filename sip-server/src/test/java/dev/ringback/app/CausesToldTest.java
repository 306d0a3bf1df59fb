package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Resource;
import dev.ringback.core.CauseTelling;
import dev.ringback.core.CauseTelling.Audience;
import dev.ringback.core.CauseTelling.Style;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.notice.Warning;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Who hears in a failure response what caused it.
class CausesToldTest {
    private static final String OPEN = "auth: {required: false}\n";
    private static final String RULE =
            "rules:\n  - {name: \"lunch \\\"break\\\"\", when: {user: bob}, reply: 480}\n";
    private static final String BOB = "sip:bob@example.com";

    private static SipResponse invite(String yaml, String from) throws Exception {
        VersionBench bench = new VersionBench(yaml);
        return bench.ask(VersionBench.udp(from), bench.request("INVITE", BOB, "<" + BOB + ">"));
    }

    @Test
    void strangersAreToldNothingUnlessThatIsWanted() throws Exception {
        SipResponse quiet = invite(OPEN + RULE, "192.0.2.10");
        assertThat(quiet.status()).isEqualTo(480);
        assertThat(quiet.has(HeaderName.WARNING)).isFalse();
        SipResponse telling = invite(OPEN + "tell-causes: everybody\n" + RULE, "192.0.2.10");
        Warning warning = Objects.requireNonNull(telling.read(Warning.FIELD).first());
        assertThat(warning.code()).isEqualTo(399);
        assertThat(warning.toString()).contains("example.com").contains("matched");
    }

    @Test
    void whoAsksFromThisMachineIsTold() throws Exception {
        assertThat(invite(OPEN + RULE, "127.0.0.1").has(HeaderName.WARNING)).isTrue();
        assertThat(invite(OPEN + "tell-causes: off\n" + RULE, "127.0.0.1").has(HeaderName.WARNING))
                .isFalse();
    }

    @Test
    void whoseRequestWasPassedOnByAnotherElementOnThisMachineIsAStranger() throws Exception {
        VersionBench bench = new VersionBench(OPEN + RULE);
        String via = "Via: SIP/2.0/UDP 203.0.113.7;branch=z9hG4bKfar";
        String passedOn = bench.request("INVITE", BOB, "<" + BOB + ">", via);
        SipResponse quiet = bench.ask(VersionBench.udp("127.0.0.1"), passedOn);
        assertThat(quiet.status()).isEqualTo(480);
        assertThat(quiet.has(HeaderName.WARNING)).isFalse();
    }

    @Test
    void thatThereIsTooMuchToDoIsToldOnlyWhereThatIsWanted() {
        SipResponse busy =
                SipResponse.replyTo(Requests.of("INVITE " + BOB), 503).toTag("b").build();
        Cause cause = new Cause.Overloaded(Resource.MAILBOX, 9, 9);
        Flow here = VersionBench.udp("127.0.0.1");
        CauseTelling usual = new CauseTelling(Audience.LOOPBACK, Style.WARNING, "example.com");
        assertThat(usual.told(busy, cause, here)).isSameAs(busy);
        assertThat(usual.told(busy, new Cause.Cancelled(), here)).isNotSameAs(busy);
        CauseTelling wanted = new CauseTelling(Audience.EVERYBODY, Style.WARNING, "example.com");
        assertThat(wanted.told(busy, cause, here).has(HeaderName.WARNING)).isTrue();
    }

    @Test
    void theReasonHeaderFieldSaysItWhereThatIsWanted() throws Exception {
        String yaml = OPEN + "tell-causes: {to: everybody, as: reason}\n" + RULE;
        SipResponse telling = invite(yaml, "192.0.2.10");
        assertThat(telling.value(HeaderName.REASON)).startsWith("SIP;cause=480;text=\"");
    }

    @Test
    void aQuotationMarkInARuleEndsNoText() throws Exception {
        SipResponse telling = invite(OPEN + "tell-causes: everybody\n" + RULE, "192.0.2.10");
        assertThat(telling.value(HeaderName.WARNING)).contains("\\\"break\\\"").endsWith("\"");
        assertThat(telling.read(Warning.FIELD).values()).hasSize(1);
    }

    @Test
    void whatIsWrongWithCredentialsIsNobodysBusiness() throws Exception {
        VersionBench bench = new VersionBench("tell-causes: everybody\n");
        SipResponse challenge = register(bench);
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.has(HeaderName.WARNING)).isFalse();
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 50 && !statuses.contains(403); i++) {
            SipResponse wrong = register(bench, "Authorization: " + wrong(challenge));
            statuses.add(wrong.status());
            assertThat(wrong.has(HeaderName.WARNING)).as("%s", wrong).isFalse();
            challenge = wrong.status() == 401 ? wrong : challenge;
        }
        assertThat(statuses).as("after too many tries").startsWith(401).endsWith(403);
    }

    private static SipResponse register(VersionBench bench, String... lines) {
        return bench.ask(bench.request("REGISTER", "sip:example.com", "<" + BOB + ">", lines));
    }

    private static String wrong(SipResponse challenge) {
        Matcher nonce =
                Pattern.compile("nonce=\"([^\"]+)\"")
                        .matcher(String.valueOf(challenge.value(HeaderName.WWW_AUTHENTICATE)));
        assertThat(nonce.find()).isTrue();
        return "Digest username=\"bob\", realm=\"example.com\", uri=\"sip:example.com\","
                + " nc=00000001, cnonce=\"1\", qop=auth, algorithm=MD5, nonce=\""
                + nonce.group(1)
                + "\", response=\""
                + "0".repeat(32)
                + "\"";
    }

    @Test
    void whatAPeerSaidGoesOnAsItSaidIt() {
        CauseTelling telling = new CauseTelling(Audience.EVERYBODY, Style.WARNING, "example.com");
        SipResponse busy =
                SipResponse.replyTo(Requests.of("INVITE " + BOB), 486).toTag("b").build();
        Cause theirs = new Cause.Received(VersionBench.udp("192.0.2.20"), 486);
        assertThat(telling.told(busy, theirs, VersionBench.udp("192.0.2.10"))).isSameAs(busy);
        Cause ours = new Cause.Cancelled();
        assertThat(telling.told(busy, ours, VersionBench.udp("192.0.2.10"))).isNotSameAs(busy);
    }
}
