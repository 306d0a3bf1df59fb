package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Store;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What rules of a file do to messages.
final class RoutingTest {
    private static final String VOICEMAIL = "sip:vm@192.0.2.40";

    private static CoreBench bench(String... rules) {
        return file("rules:\n  - {" + String.join("}\n  - {", rules) + "}\n");
    }

    private static CoreBench file(String text) {
        try {
            ServerConfigBuilder builder = ServerConfig.builder();
            ConfigFile.read("r.yaml", text, Map.of(), builder);
            return new CoreBench(builder.build().routing().router());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void invite(CoreBench bench, String uri, String... headers) {
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", uri, "1", headers));
    }

    private static Cause lastCause(CoreBench bench) {
        Cause cause = new Cause.Cancelled();
        for (Notice notice : bench.notices) {
            cause = notice instanceof Notice.Answered answered ? answered.cause() : cause;
        }
        return cause;
    }

    private static Cause rule(int number) {
        return new Cause.RuleMatched("r.yaml", number + 1, "rule " + number);
    }

    @ParameterizedTest
    @ValueSource(ints = {402, 403, 410, 480, 600, 603, 604})
    void aRuleAnswersWithItsCodeAndIsTheCause(int status) {
        CoreBench bench =
                bench(
                        "when: {method: MESSAGE}, reply: 404",
                        "when: {user: \"^00\"}, reply: " + status + ", reason: Not today");

        invite(bench, "sip:0049@example.com");

        SipResponse response = bench.lastResponse();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.reason()).isEqualTo("Not today");
        assertThat(response.to().tag()).isNotNull();
        assertThat(lastCause(bench)).isEqualTo(rule(2));
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    @Test
    void whatNoRuleIsForGoesTheDefaultWay() {
        CoreBench bench =
                bench("when: {user: \"^00\"}, reply: 403").bind("bob", "sip:b@192.0.2.20");

        bench.invite("bob");

        assertThat(bench.forwarded("INVITE"))
                .extracting(request -> request.requestUri().toString())
                .containsExactly("sip:b@192.0.2.20");
    }

    @Test
    void whoseConnectionEndedIsToldFromWhoNeverRegistered() {
        CoreBench bench =
                bench("when: {user: desk}, lookup: \"bob@example.com\"")
                        .bind("bob", "sip:b@192.0.2.20");
        bench.location.update(
                new AddressOfRecord("bob", "example.com"),
                0,
                bindings -> bindings.stream().map(Binding::flowFailed).toList());

        invite(bench, "sip:desk@example.com");

        assertThat(bench.lastResponse().status()).isEqualTo(480);
        assertThat(lastCause(bench))
                .isEqualTo(
                        new Cause.StoreAnswered(
                                Store.LOCATION, Finding.LOST_FLOW, "bob@example.com"));
    }

    @Test
    void aReplyCarriesWhatTheRuleSays() {
        CoreBench bench =
                bench("when: {user: down}, reply: 503, retry-after: 2m, set-header: {Server: x}");
        invite(bench, "sip:down@example.com");
        assertThat(bench.lastResponse().value(HeaderName.RETRY_AFTER)).isEqualTo("120");
        assertThat(bench.lastResponse().value(HeaderName.SERVER)).isEqualTo("x");

        bench = bench("reply: 380, body: {text: Send a letter}");
        invite(bench, "sip:bob@example.com");
        assertThat(bench.lastResponse().status()).isEqualTo(380);
        assertThat(new String(bench.lastResponse().body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("Send a letter");

        bench = bench("reply: 606, reason: No \"such\" media");
        invite(bench, "sip:bob@example.com");
        assertThat(bench.lastResponse().value(HeaderName.WARNING))
                .isEqualTo("399 example.com \"No \\\"such\\\" media\"");
    }

    @Test
    void aRedirectionNamesItsContacts() {
        CoreBench bench =
                bench(
                        "redirect: 300, contacts:"
                                + " [{uri: 'sip:a@far.example', q: 0.5, expires: 1m}, 'sip:b@x']");

        invite(bench, "sip:bob@example.com");

        assertThat(bench.lastResponse().status()).isEqualTo(300);
        assertThat(bench.lastResponse().values(HeaderName.CONTACT))
                .containsExactly("<sip:a@far.example>;q=0.5;expires=60", "<sip:b@x>");
        assertThat(lastCause(bench)).isEqualTo(rule(1));
    }

    @Test
    void aSourceNetworkIsOfThePacketAndNotOfTheVia() {
        CoreBench bench = bench("when: {source: 192.0.2.8/29}, reply: 403", "reply: 402");

        invite(bench, "sip:bob@example.com");
        assertThat(bench.lastResponse().status()).isEqualTo(403);

        Flow other = CoreBench.udp("198.51.100.1", 5060);
        bench.receive(other, CoreBench.text("INVITE", "sip:bob@example.com", "2"));
        assertThat(bench.lastResponse().status()).isEqualTo(402);
    }

    @Test
    void headersAreEditedInTheCopyAlone() {
        CoreBench bench =
                bench(
                        "when: {header: {Subject: \"^sale\"}}, remove-header: Subject,"
                                + " set-header: {Priority: urgent}, add-header: {X-Tag: b}");
        bench.bind("bob", "sip:b@192.0.2.20");

        invite(bench, "sip:bob@example.com", "Subject: sales", "X-Tag: a", "Priority: normal");

        SipRequest sent = bench.forwarded("INVITE").getFirst();
        assertThat(sent.has(HeaderName.SUBJECT)).isFalse();
        assertThat(sent.values(HeaderName.PRIORITY)).containsExactly("urgent");
        assertThat(sent.values(HeaderName.of("X-Tag"))).containsExactly("a", "b");
    }

    @Test
    void aTargetWithoutUserGetsTheNumber() {
        CoreBench bench = bench("when: {user: \"^00\"}, forward: 'sip:192.0.2.50'");

        invite(bench, "sip:0049@example.com");

        assertThat(bench.forwarded("INVITE").getFirst().requestUri())
                .hasToString("sip:0049@192.0.2.50");
    }

    @Test
    void aTargetOfOurOwnDomainIsLookedUp() {
        CoreBench bench =
                bench(
                        "when: {user: sales},"
                                + " fork: ['sip:alice@example.com', 'sip:bob@example.com']");
        bench.bind("alice", "sip:a@192.0.2.30").bind("bob", "sip:b@192.0.2.20");

        invite(bench, "sip:sales@example.com");

        assertThat(bench.forwarded("INVITE"))
                .extracting(request -> request.requestUri().toString())
                .containsExactly("sip:a@192.0.2.30", "sip:b@192.0.2.20");
    }

    @Test
    void aForkInSequenceTriesOneAfterTheOther() {
        CoreBench bench = bench("fork: ['sip:a@192.0.2.30', 'sip:b@192.0.2.31'], order: sequence");

        invite(bench, "sip:bob@example.com");
        assertThat(bench.forwarded("INVITE")).hasSize(1);

        bench.answer(bench.forwarded("INVITE").getFirst(), 486, "b1");
        assertThat(bench.forwarded("INVITE").get(1).requestUri()).hasToString("sip:b@192.0.2.31");
    }

    @Test
    void aBusyUserIsDivertedToVoicemailAndTheCallerToldSo() {
        CoreBench bench =
                bench("then: {486: {forward: '" + VOICEMAIL + "', set-header: {X-Why: busy}}}");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");

        bench.answer(bench.forwarded("INVITE").getFirst(), 486, "b1");

        assertThat(bench.statuses()).containsExactly(100, 181);
        SipRequest diverted = bench.forwarded("INVITE").get(1);
        assertThat(diverted.requestUri()).hasToString(VOICEMAIL);
        assertThat(diverted.value(HeaderName.of("X-Why"))).isEqualTo("busy");
        bench.answer(diverted, 200, "v1");
        assertThat(bench.statuses()).containsExactly(100, 181, 200);
    }

    @Test
    void anUnregisteredUserIsDivertedToo() {
        CoreBench bench = bench("then: {'480, 404': {forward: '" + VOICEMAIL + "'}}");

        bench.invite("bob");

        assertThat(bench.statuses()).containsExactly(181);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void aCallThatRingsTooLongIsDiverted() {
        CoreBench bench = bench("ring: 20s, then: {408: {forward: '" + VOICEMAIL + "'}}");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");
        SipRequest first = bench.forwarded("INVITE").getFirst();
        bench.answer(first, 180, "b1");

        bench.pass(Duration.ofSeconds(19));
        assertThat(bench.forwarded("CANCEL")).isEmpty();
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.forwarded("CANCEL")).hasSize(1);
        bench.answer(first, 487, "b1");

        assertThat(bench.forwarded("INVITE").get(1).requestUri()).hasToString(VOICEMAIL);
        assertThat(bench.statuses()).contains(181).doesNotContain(487);
    }

    @Test
    void aSixHundredEndsTheSearch() {
        CoreBench bench = bench("then: {4xx: {forward: '" + VOICEMAIL + "'}}");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");

        bench.answer(bench.forwarded("INVITE").getFirst(), 603, "b1");

        assertThat(bench.lastResponse().status()).isEqualTo(603);
        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void aFallbackThatReachesNobodyLeavesTheFirstAnswer() {
        CoreBench bench = bench("then: {486: {lookup: alice@example.com}}");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");

        bench.answer(bench.forwarded("INVITE").getFirst(), 486, "b1");

        assertThat(bench.statuses()).containsExactly(100, 486);
    }

    @Test
    void anAnswerThatARuleGivesForAFailureSaysWhichFailure() {
        CoreBench bench = bench("then: {486: {reply: 480}}");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");
        bench.answer(bench.forwarded("INVITE").getFirst(), 486, "b1");
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        assertThat(lastCause(bench))
                .isInstanceOfSatisfying(
                        Cause.FellBack.class,
                        fell -> assertThat(fell.after()).isInstanceOf(Cause.Received.class));
    }

    @Test
    void anAnswerThatARuleGivesForNobodySaysSo() {
        CoreBench bench = bench("then: {480: {redirect: 302, contacts: ['sip:new@example.com']}}");
        bench.invite("bob");
        assertThat(bench.lastResponse().status()).isEqualTo(302);
        assertThat(lastCause(bench))
                .isInstanceOfSatisfying(
                        Cause.FellBack.class,
                        fell -> assertThat(fell.after()).isInstanceOf(Cause.StoreAnswered.class));
    }

    @Test
    void theSendingsOfAFallbackAreCountedOn() {
        CoreBench bench = bench("then: {486: {forward: '" + VOICEMAIL + "'}}");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");
        bench.answer(bench.forwarded("INVITE").getFirst(), 486, "b1");
        bench.answer(bench.forwarded("INVITE").get(1), 480, "v1");
        List<Integer> attempts = new ArrayList<>();
        for (Notice notice : bench.notices) {
            if (notice instanceof Notice.Answered(var _, CauseGraph causes)) {
                causes.steps().forEach(step -> attempts.add(step.attempt()));
            }
        }
        assertThat(attempts).containsExactly(0, 1, 2);
    }

    @Test
    void aQueueTellsPositionsAndGoesOn() {
        CoreBench bench =
                bench(
                        "queue: {name: help, time: 30s, every: 20s, most: 2, full: {reply: 600}},"
                                + " next: {lookup: bob@example.com}");
        bench.bind("bob", "sip:b@192.0.2.20");
        for (String call : List.of("1", "2", "3")) {
            String text = CoreBench.text("INVITE", "sip:help@example.com", call);
            bench.receive(CoreBench.CALLER, text.replace("call-1", "call-" + call));
        }

        assertThat(bench.statuses()).containsExactly(182, 182, 600);
        SipResponse second = (SipResponse) bench.sends.get(1).message();
        assertThat(second.reason()).isEqualTo("Queued, position 2; expected waiting time is 30 s");

        bench.pass(Duration.ofSeconds(20));
        assertThat(bench.statuses()).contains(182).endsWith(182, 182);
        assertThat(bench.lastResponse().reason()).contains("expected waiting time is 10 s");
        assertThat(bench.forwarded("INVITE")).isEmpty();

        bench.pass(Duration.ofSeconds(10));
        assertThat(bench.forwarded("INVITE")).hasSize(2);
        assertThat(bench.statuses()).doesNotContain(100);
    }

    @Test
    void aCallThatIsCancelledLeavesTheQueue() {
        CoreBench bench = bench("queue: {name: help, time: 30s, most: 1}, next: {reply: 480}");
        String text = CoreBench.text("INVITE", "sip:help@example.com", "1");
        bench.receive(CoreBench.CALLER, text);

        bench.receive(
                CoreBench.CALLER,
                text.replace("INVITE sip", "CANCEL sip").replace("1 INVITE", "1 CANCEL"));

        assertThat(bench.statuses()).containsExactly(182, 200, 487);
        assertThat(lastCause(bench)).isEqualTo(new Cause.Cancelled());
        bench.receive(
                CoreBench.CALLER, text.replace("z9hG4bK1", "z9hG4bK2").replace("call-1", "c2"));
        assertThat(bench.lastResponse().status()).isEqualTo(182);
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.lastResponse().status()).isEqualTo(480);
    }

    @Test
    void aStrangerIsAskedForProofByARule() {
        CoreBench bench = bench("challenge: true").bind("bob", "sip:b@192.0.2.20");

        bench.invite("bob");

        assertThat(bench.lastResponse().status()).isEqualTo(407);
        assertThat(bench.lastResponse().value(HeaderName.PROXY_AUTHENTICATE))
                .contains("realm=\"example.com\"");
        assertThat(lastCause(bench)).isEqualTo(new Cause.Challenged("example.com", null));
    }

    @Test
    void aNumberThatIsOnlyTheBeginningOfOneIsAnswered484() {
        CoreBench bench =
                file("dialplan: ['1XX', {number: '00[1-9]X.', forward: 'sip:192.0.2.50'}]\n");
        bench.bind("123", "sip:b@192.0.2.20");

        invite(bench, "sip:1@example.com");
        assertThat(bench.lastResponse().status()).isEqualTo(484);
        assertThat(bench.lastResponse().reason())
                .isEqualTo("Address Incomplete, 2 More Digits Are Missing");
        assertThat(lastCause(bench)).isEqualTo(new Cause.RuleMatched("r.yaml", 1, "dialplan 1XX"));

        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:123@example.com", "2"));
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:004930@example.com", "3"));
        assertThat(bench.forwarded("INVITE"))
                .extracting(request -> request.requestUri().toString())
                .containsExactly("sip:b@192.0.2.20", "sip:004930@192.0.2.50");
    }

    @Test
    void whoIsRegisteredUnderTheBeginningOfANumberIsCalled() {
        CoreBench bench = file("dialplan: ['1XX']\n").bind("1", "sip:b@192.0.2.20");

        invite(bench, "sip:1@example.com");

        assertThat(bench.forwarded("INVITE")).hasSize(1);
    }

    @Test
    void whatBelongsToADialogOfOursIsNotAskedAbout() {
        CoreBench bench = bench("when: {method: INVITE}, lookup: true", "reply: 403");
        bench.bind("bob", "sip:b@192.0.2.20");
        bench.invite("bob");
        SipRequest sent = bench.forwarded("INVITE").getFirst();
        bench.answer(sent, 200, "b1");

        String bye =
                CoreBench.text(
                                "BYE",
                                "sip:b1@192.0.2.20",
                                "9",
                                "Route: " + sent.value(HeaderName.RECORD_ROUTE))
                        .replace("CSeq: 1", "CSeq: 2")
                        .replaceFirst("To: <[^>]*>", "To: <sip:bob@example.com>;tag=b1");
        bench.receive(CoreBench.CALLER, bye);

        assertThat(bench.forwarded("BYE")).hasSize(1);
    }

    @Test
    void noRuleRelaysForAStrangerWhatItDoesNotName() {
        CoreBench bench = bench("lookup: true");

        invite(bench, "sip:victim@far.example");

        assertThat(bench.forwarded("INVITE")).isEmpty();
        assertThat(bench.lastResponse().status()).isBetween(400, 499);
    }
}
