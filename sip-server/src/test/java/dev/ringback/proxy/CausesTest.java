package dev.ringback.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.CauseGraph;
import dev.ringback.cause.DnsStep;
import dev.ringback.cause.TimerName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.ParseResult;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.transaction.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is known in the end of everything that a forwarded request met.
class CausesTest {
    private static final InetAddress GATEWAY = InetAddress.ofLiteral("192.0.2.30");

    private final ProxyBench bench = new ProxyBench();

    private List<String> story() {
        return story(bench);
    }

    private static List<String> story(ProxyBench bench) {
        return bench.causes().steps().stream()
                .map(step -> step.attempt() + " " + step.cause().getClass().getSimpleName())
                .toList();
    }

    @Test
    void everyServerThatWasTriedInVainIsInIt() {
        bench.inTurn("sip:bob@192.0.2.20", "sip:bob@192.0.2.21", "sip:bob@192.0.2.22");
        bench.fails(bench.invite().getFirst());
        bench.answer(bench.forwarded("INVITE").getLast(), 480);
        bench.answer(bench.forwarded("INVITE").getLast(), 486);
        assertThat(story()).containsExactly("1 TransportFailed", "2 Received", "3 Received");
        assertThat(bench.causes().deciding())
                .as("480 is less than what somebody said")
                .isEqualTo(2);
    }

    @Test
    void aRedirectionThatWasFollowedIsInIt() {
        ProxySettings follows = ProxySettings.defaults().withRecurse(true);
        ProxyBench recursing = new ProxyBench(follows, Timers.defaults());
        recursing.sender = new AddressOfRecord("alice", "example.com");
        SipRequest copy = recursing.to("sip:bob@192.0.2.20").invite().getFirst();
        recursing.answer(copy, 302, "Contact:<sip:bob@192.0.2.30>");
        recursing.answer(recursing.forwarded("INVITE").getLast(), 486);
        assertThat(story(recursing)).containsExactly("1 Received", "2 Received");
    }

    @Test
    void aSuccessTellsOfThoseThatFailedBeforeIt() {
        bench.inTurn("sip:bob@192.0.2.20", "sip:bob@192.0.2.21");
        bench.fails(bench.invite().getFirst());
        bench.answer(bench.forwarded("INVITE").getLast(), 200);
        assertThat(story()).containsExactly("1 TransportFailed", "2 Received");
        assertThat(bench.causes().deciding()).isEqualTo(1);
    }

    @Test
    void aSuccessTellsWhatTheDnsSaidBeforeIt() {
        bench.to("sip:bob@gw.example").invite();
        while (bench.forwarded("INVITE").isEmpty()) {
            Output.Ask ask = bench.asked.removeFirst();
            Question.Dns question = (Question.Dns) ask.question();
            Answer answer =
                    question.type() == DnsRecord.Type.A
                            ? new Answer.Records(
                                    List.of(new DnsRecord.Address(GATEWAY)), Duration.ofHours(1))
                            : new Answer.NoRecords(DnsStep.Outcome.NO_DATA, Duration.ZERO);
            bench.handle(new Input.Answered(ask.id(), answer));
        }
        bench.answer(bench.forwarded("INVITE").getFirst(), 200);
        assertThat(story()).containsExactly("1 Located", "1 Received");
    }

    @Test
    void anotherWayToTheSameClientIsASendingOfItsOwn() {
        Target nowhere = ProxyBench.target("tel:+15550100");
        bench.targets =
                TargetSet.of(nowhere.orBy(List.of(ProxyBench.target("sip:bob@192.0.2.21"))));
        bench.answer(bench.invite().getFirst(), 486);
        assertThat(story()).containsExactly("1 NotLocated", "2 Received");
    }

    @Test
    void aPlainSuccessIsOneStep() {
        bench.answer(bench.to("sip:bob@192.0.2.20").invite().getFirst(), 200);
        assertThat(story()).containsExactly("0 Received");
    }

    @Test
    void aCallThatTheCallerCancelledSaysSoAndNotWhatThePhoneAnswered() {
        SipRequest copy = bench.to("sip:bob@192.0.2.20").invite().getFirst();
        bench.answer(copy, 180);
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("CANCEL", "sip:bob@example.com"));
        bench.answer(copy, 487);
        assertThat(bench.last().status()).isEqualTo(487);
        assertThat(bench.cause()).isEqualTo(new Cause.Cancelled());
        assertThat(story()).containsExactly("0 Cancelled", "1 Received");
    }

    @Test
    void whoIsEndedByTheDeclineOfAnotherSaysSo() {
        bench.to("sip:bob@192.0.2.20", "sip:bob@192.0.2.21").invite();
        bench.answer(bench.forwarded("INVITE").getLast(), 603);
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.last().status()).isEqualTo(603);
        assertThat(story()).containsExactly("2 Received", "1 Received");
        assertThat(bench.causes().deciding()).isZero();
    }

    @Test
    void whoseConnectionIsGoneEndsItsSendingsByThat() {
        bench.to("sip:bob@192.0.2.20");
        Flow caller = ProxyBench.tcp("192.0.2.10");
        String invite = ProxyBench.text("INVITE", "sip:bob@example.com");
        bench.receive(
                caller,
                invite.replace("SIP/2.0/UDP", "SIP/2.0/TCP")
                        .replace("<sip:carol@192.0.2.10>", "<sip:carol@phone.invalid>"));
        bench.handle(new Input.FlowClosed(caller, "closed by peer"));
        bench.pass(Duration.ofSeconds(33));
        assertThat(story()).containsExactly("0 TransportFailed", "1 TransportFailed");
    }

    @Test
    void nonsenseFromTheNextHopIsToldApartFromSilence() {
        bench.to("sip:bob@192.0.2.20").invite();
        hear("SIP/2.0 200 OK\r\nVia: ?\r\n\r\n");
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.last().status()).isEqualTo(408);
        Cause.TimerFired fired = (Cause.TimerFired) bench.cause();
        assertThat(fired.passed().sent()).isEqualTo(7);
        assertThat(fired.passed().replies()).isZero();
        assertThat(fired.passed().unreadable()).isEqualTo(1);
        assertThat(fired.passed().fault()).isNotNull();
    }

    private void hear(String unreadable) {
        byte[] octets = unreadable.getBytes(StandardCharsets.US_ASCII);
        ParseResult read = new MessageParser(ParseLimits.defaults()).parse(octets);
        Flow flow = ProxyBench.udp("192.0.2.20");
        bench.handle(new Input.ReceivedMalformed(flow, (Malformed) read));
    }

    @Test
    void nonsenseThatAnotherShardGotIsToldApartFromSilenceToo() {
        bench.to("sip:bob@192.0.2.20").invite();
        InetSocketAddress peer = ProxyBench.udp("192.0.2.20").remote();
        bench.handle(new Input.Unreadable(peer, Fault.HEADER_VALUE));
        bench.pass(Duration.ofSeconds(33));
        Cause.TimerFired fired = (Cause.TimerFired) bench.cause();
        assertThat(fired.passed().unreadable()).isEqualTo(1);
        assertThat(fired.passed().fault()).isEqualTo("header_value");
    }

    @Test
    void aKeepAliveOfTheNextHopIsNoAnswer() {
        bench.to("sip:bob@192.0.2.20").invite();
        hear("\0\0\0\0");
        hear("\r\n\r\n");
        hear("OPTIONS sip:x SIP/2.0\r\n\r\n");
        bench.pass(Duration.ofSeconds(33));
        assertThat(((Cause.TimerFired) bench.cause()).passed().unreadable()).isZero();
    }

    @Test
    void aRouteThatLetItRingLongEnoughSaysSo() {
        SipRequest copy = bench.to("sip:bob@192.0.2.20").invite().getFirst();
        bench.answer(copy, 180);
        Forwarding forwarding = Objects.requireNonNull(bench.forwarding);
        bench.pass(Duration.ofSeconds(20));
        bench.handle(new Input.Command(forwarding::giveUp));
        bench.answer(copy, 487);
        Cause.TimerFired fired = (Cause.TimerFired) bench.cause();
        assertThat(fired.timer()).isEqualTo(TimerName.RING);
        assertThat(fired.after()).isEqualTo(Duration.ofSeconds(20));
        assertThat(fired.passed().replies()).isEqualTo(1);
    }

    @Test
    void aSendingThatBeganLateTellsHowLongItWaitedItself() {
        bench.inTurn("sip:bob@192.0.2.20", "sip:bob@192.0.2.21").invite();
        bench.pass(Duration.ofSeconds(15));
        bench.answer(bench.forwarded("INVITE").getFirst(), 480);
        SipRequest second = bench.forwarded("INVITE").getLast();
        bench.answer(second, 180);
        Forwarding forwarding = Objects.requireNonNull(bench.forwarding);
        bench.pass(Duration.ofSeconds(5));
        bench.handle(new Input.Command(forwarding::giveUp));
        bench.answer(second, 487);
        CauseGraph.Step last = bench.causes().steps().getLast();
        assertThat(((Cause.TimerFired) last.cause()).after()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aCallerWhoseConnectionIsGoneIsNoSilenceOfTheNextHop() {
        bench.to("sip:bob@192.0.2.20");
        Flow caller = ProxyBench.tcp("192.0.2.10");
        String message = ProxyBench.text("MESSAGE", "sip:bob@example.com");
        bench.receive(caller, message.replace("SIP/2.0/UDP", "SIP/2.0/TCP"));
        for (int i = 0; i < 20; i++) {
            bench.pass(Duration.ofSeconds(1));
            bench.refuseResponses();
        }
        CauseGraph causes = bench.leftUnanswered();
        Cause.TransportFailed failed = (Cause.TransportFailed) causes.decisive();
        assertThat(failed.to()).isEqualTo(caller);
    }

    @Test
    void aRequestThatIsLeftUnansweredIsToldWithItsCauses() {
        bench.to("sip:bob@192.0.2.20");
        bench.receive(
                ProxyBench.udp("192.0.2.10"), ProxyBench.text("MESSAGE", "sip:bob@example.com"));
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.statuses()).doesNotContain(408);
        assertThat(bench.leftUnanswered().decisive()).isInstanceOf(Cause.TimerFired.class);
    }
}
