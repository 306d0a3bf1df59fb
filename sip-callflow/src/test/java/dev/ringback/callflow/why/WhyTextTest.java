package dev.ringback.callflow.why;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.codes.Language;
import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.CauseNotes;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.Tally;
import dev.ringback.cause.TimerName;
import dev.ringback.header.Method;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What people and programs are told.
class WhyTextTest {
    private static final Hop PHONE = new Hop(Transport.UDP, Flows.PHONE);
    private static final Cause REFUSED = new Cause.TransportFailed(PHONE, "connection refused");

    private final Flows flows = new Flows("one");

    private Why why() {
        return Inquiry.about(flows.flow(), List.of());
    }

    private List<String> lines(Language language) {
        return new WhyText(language, ZoneOffset.UTC).lines(why());
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new java.util.LinkedHashMap<>();
        new WhyValues(Language.EN)
                .of(why())
                .forEach((name, value) -> values.put(name, Objects.requireNonNullElse(value, "")));
        return values;
    }

    private void failedOverTwoServers() {
        CauseGraph causes =
                CauseGraph.of(2_000_000, 1, REFUSED)
                        .and(3_000_000, 2, new Cause.Received(PHONE, 486));
        flows.asks("INVITE", 1)
                .answers(486, "Busy Here", "INVITE")
                .tells(486, "Busy Here", "INVITE")
                .decides(Method.INVITE, 1, 486, causes);
    }

    @Test
    void theDecisiveReasonComesFirstThenTheChainThenTheMessages() {
        failedOverTwoServers();
        assertThat(lines(Language.EN))
                .containsExactly(
                        "INVITE sip:alice@example.com to sip:bob@example.com, 486 after 3.0 ms",
                        "Call-ID  one",
                        "",
                        "Why  udp:192.0.2.20:5060 answered 486 Busy Here.",
                        "",
                        "What led to it",
                        "  00:00:00.002         +2.0 ms  [1] Nothing listens at"
                                + " udp:192.0.2.20:5060: connection refused (ECONNREFUSED).",
                        "* 00:00:00.003         +3.0 ms  [2] udp:192.0.2.20:5060 answered 486"
                                + " Busy Here.",
                        "",
                        "Messages",
                        "  00:00:00.000         +0.0 ms  udp 192.0.2.10:7000 -> here  INVITE"
                                + " sip:bob@example.com",
                        "  00:00:00.001         +1.0 ms  udp 192.0.2.20:5060 -> here  486 Busy"
                                + " Here (INVITE)",
                        "  00:00:00.002         +2.0 ms  udp here -> 192.0.2.10:7000  486 Busy"
                                + " Here (INVITE)");
    }

    @Test
    void chineseSaysTheSame() {
        failedOverTwoServers();
        assertThat(lines(Language.ZH)).hasSameSizeAs(lines(Language.EN));
        assertThat(lines(Language.ZH)).anyMatch(line -> line.contains("没有程序在监听"));
    }

    @Test
    void withoutAnAnswerTheMessagesAreStillTold() {
        flows.asks("INVITE", 1);
        assertThat(lines(Language.EN))
                .startsWith(
                        "INVITE sip:alice@example.com to sip:bob@example.com,"
                                + " no final response yet")
                .contains("Messages")
                .doesNotContain("What led to it");
    }

    @Test
    void aDecisionWithoutMessagesIsToldByItsCallId() {
        flows.decides(Method.OPTIONS, 1, 503, new Cause.Cancelled());
        assertThat(lines(Language.EN).getFirst()).startsWith("one, 503 after ");
    }

    @Test
    void withoutMessagesTimeBeginsWithWhatLedToTheDecision() {
        flows.asks("OPTIONS", 1).asks("OPTIONS", 1);
        CauseGraph causes =
                CauseGraph.of(1_000_000, 1, REFUSED).and(2_000_000, 0, new Cause.Cancelled());
        flows.decides(Method.OPTIONS, 1, 503, causes);
        CallFlow whole = flows.flow();
        CallFlow left = new CallFlow("one", List.of(), whole.remarks(), whole.own(), 2);
        Why why = Inquiry.about(left, List.of());
        assertThat(new WhyText(Language.EN, ZoneOffset.UTC).lines(why).getFirst())
                .isEqualTo("one, 503 after 1.0 ms");
    }

    @Test
    void aRequestThatWasLeftWithoutAResponseSaysSo() {
        flows.asks("INVITE", 1).decides(Method.INVITE, 1, 0, new Cause.Cancelled());
        assertThat(lines(Language.EN).getFirst())
                .endsWith(", left without a response after 1.0 ms");
    }

    @Test
    void whatCouldNotBeReadCountsOnlyWhereNothingElseCame() {
        assertThat(kind(TimerName.B, new Tally(7, 0, 0, 1, "cseq")))
                .isEqualTo("unreadable-response");
        assertThat(kind(TimerName.B, new Tally(7, 0, 0, 0, null))).isEqualTo("no-response");
        assertThat(kind(TimerName.B, new Tally(1, 1, 100, 1, "cseq"))).isEqualTo("only-trying");
        assertThat(kind(TimerName.C, new Tally(1, 0, 0, 1, "cseq"))).isEqualTo("no-final-response");
    }

    private static String kind(TimerName timer, Tally tally) {
        return Reasons.of(new Cause.TimerFired(timer, tally, Duration.ofSeconds(32), PHONE)).kind();
    }

    @Test
    void hintsAndPartsStandBelowTheReason() {
        Cause lost =
                new Cause.NotLocated(
                        "nobody.test",
                        Cause.NotLocated.Reason.NO_SERVER,
                        List.of(new DnsStep("nobody.test", "A", DnsStep.Outcome.NO_SUCH_NAME)));
        flows.asks("INVITE", 1).decides(Method.INVITE, 1, 500, lost);
        List<String> lines = lines(Language.EN);
        assertThat(lines.subList(3, 6))
                .containsExactly(
                        "Why  There is no such name as nobody.test in the DNS.",
                        "     The domain is misspelt, or not registered any more.",
                        "     - A nobody.test: no such name (NXDOMAIN)");
    }

    @Test
    void whatWasForgottenIsCounted() {
        CauseNotes notes = new CauseNotes();
        for (int i = 0; i < CauseGraph.MOST_STEPS + 5; i++) {
            notes.add(i, i + 1, REFUSED);
        }
        flows.asks("INVITE", 1).decides(Method.INVITE, 1, 500, notes.decided());
        assertThat(lines(Language.EN)).contains("  5 steps in the middle are not kept");
        assertThat(values()).containsEntry("forgotten", 5);
    }

    @Test
    void programsGetKindFactsAndText() {
        failedOverTwoServers();
        Map<String, Object> values = values();
        assertThat(values).containsEntry("callId", "one").containsEntry("status", 486);
        assertThat(values).containsEntry("causeCallId", "one");
        assertThat(values.get("cause")).asString().contains("kind=received", "phrase=Busy Here");
        assertThat((List<?>) values.get("chain")).hasSize(2);
        assertThat(values.get("chain")).asString().contains("attempt=2, decisive=true");
        assertThat(values.get("messages"))
                .asString()
                .contains("sent=true", "sent=false", "method=INVITE", "status=486");
    }

    @Test
    void programsGetWhatThereIsOfACallThatIsNotDecided() {
        flows.asks("INVITE", 1);
        assertThat(values())
                .containsEntry("status", 0)
                .containsEntry("chain", List.of())
                .containsEntry("causeCallId", "");
    }

    @Test
    void whatAPeerWroteGetsThroughAsItIs() {
        String hostile = "{to} </script>";
        flows.asks("INVITE", 1).answers(480, hostile, "INVITE");
        flows.decides(Method.INVITE, 1, 480, new Cause.Received(PHONE, 480));
        assertThat(lines(Language.EN).get(3))
                .isEqualTo("Why  udp:192.0.2.20:5060 answered 480 " + hostile + ".");
        assertThat(values().get("cause")).asString().contains("phrase=" + hostile);
    }
}
