package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.DnsStep;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Answer;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The proxy without state: RFC 3261 §16.11.
class StatelessTest {
    private static final String BOB = "sip:bob@example.com";

    private final CoreBench bench = new CoreBench(Mode.STATELESS, Admission::open);

    @Test
    void nothingIsRememberedAndNo100IsMade() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.invite("bob");
        bench.invite("bob");
        assertThat(bench.sends).hasSize(2);
        assertThat(bench.sends.get(0).message().toBytes())
                .isEqualTo(bench.sends.get(1).message().toBytes());
        assertThat(bench.sends.get(0).to()).isEqualTo(bench.sends.get(1).to());
        assertThat(bench.stack.transactionCount()).isZero();
        assertThat(bench.stack.timerCount()).isZero();
        bench.pass(Duration.ofSeconds(40));
        assertThat(bench.sends).hasSize(2);
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        assertThat(copy.maxForwards()).isEqualTo(69);
        assertThat(copy.values(HeaderName.RECORD_ROUTE)).hasSize(1);
        assertThat(copy.topVia().branch()).startsWith("z9hG4bK");
    }

    @Test
    void oneTargetIsChosenWhateverTheOrderOfRegistration() {
        bench.bind("bob", "sip:bob@192.0.2.22").bind("bob", "sip:bob@192.0.2.21");
        var other = new CoreBench(Mode.STATELESS, Admission::open);
        other.bind("bob", "sip:bob@192.0.2.21").bind("bob", "sip:bob@192.0.2.22");
        bench.invite("bob");
        other.invite("bob");
        assertThat(bench.sends).hasSize(1);
        assertThat(other.lastSend().to()).isEqualTo(bench.lastSend().to());
    }

    @Test
    void ackOfAFailureAndCancelTakeTheWayOfTheirInvite() {
        bench.bind("bob", "sip:bob@192.0.2.22").bind("bob", "sip:bob@192.0.2.21");
        sameWay(text("INVITE", "1"), text("CANCEL", "1"), tagged(text("ACK", "1")));
    }

    @Test
    void soDoThoseOfAPeerWithoutTheMagicCookie() {
        bench.bind("bob", "sip:bob@192.0.2.22").bind("bob", "sip:bob@192.0.2.21");
        sameWay(old(text("INVITE", "1")), old(text("CANCEL", "1")), old(tagged(text("ACK", "1"))));
        bench.receive(CoreBench.CALLER, old(text("INVITE", "1")).replace("call-1", "call-2"));
        bench.receive(CoreBench.CALLER, old(text("INVITE", "1")).replace("CSeq: 1", "CSeq: 2"));
        bench.receive(CoreBench.CALLER, old(text("INVITE", "1")).replace("tag=c1", "tag=c2"));
        assertThat(bench.forwarded("INVITE")).hasSize(4);
    }

    @Test
    void aBranchBelongsToItsSenderAlone() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        bench.receive(CoreBench.CALLER, text("INVITE", "2"));
        bench.receive(CoreBench.udp("192.0.2.66", 5060), text("INVITE", "1"));
        bench.receive(CoreBench.CALLER, text("INVITE", "1").replace("2.10;", "2.10:5061;"));
        assertThat(bench.forwarded("INVITE")).hasSize(4);
    }

    @Test
    void everyResponseGoesBackByTheNextVia() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        for (int status : List.of(100, 180, 200, 200, 486)) {
            bench.answer(copy, status, "b1");
        }
        assertThat(bench.statuses()).containsExactly(100, 180, 200, 200, 486);
        assertThat(bench.lastSend().to()).isEqualTo(CoreBench.CALLER);
        assertThat(bench.lastResponse().topVia().host()).isEqualTo("192.0.2.10");
        assertThat(bench.lastResponse().values(HeaderName.VIA)).hasSize(1);
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void aResponseIsPassedOnAsItIsButForOurVia() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        SipResponse answer =
                SipResponse.replyTo(bench.forwarded("INVITE").getFirst(), 486).toTag("b").build();
        String text = new String(answer.toBytes(), StandardCharsets.UTF_8);
        String odd =
                text.replace("Content-Length: 0\r\n", "X-Odd:   a  b\r\nContent-Length: 5\r\n");
        bench.receive(CoreBench.udp("192.0.2.20", 5060), odd + "\0body");
        String passed = new String(bench.lastSend().message().toBytes(), StandardCharsets.UTF_8);
        String via = odd.substring(odd.indexOf("Via: "), odd.indexOf("\r\n", odd.indexOf("Via: ")));
        assertThat(passed).isEqualTo(odd.replace(via + "\r\n", "") + "\0body");
    }

    @Test
    void aResponseReturnsToThePortAndConnectionOfTheRequest() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        Flow translated = CoreBench.udp("203.0.113.7", 40_001);
        bench.receive(translated, text("INVITE", "n").replace("branch", "rport;branch"));
        bench.answer(bench.forwarded("INVITE").getLast(), 180, "b");
        assertThat(bench.lastSend().to()).isEqualTo(translated);

        InetSocketAddress peer = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.10"), 40_002);
        Flow stream = new Flow(Transport.TCP, CoreBench.SERVER, peer, 77);
        bench.receive(stream, text("INVITE", "t").replace("/UDP", "/TCP"));
        bench.answer(bench.forwarded("INVITE").getLast(), 180, "b");
        assertThat(bench.lastSend().to())
                .isInstanceOfSatisfying(
                        Flow.class,
                        to -> {
                            assertThat(to.transport()).isEqualTo(Transport.TCP);
                            assertThat(to.connection()).isEqualTo(77);
                        });
    }

    @Test
    void aResponseThatWasNotAskedForGoesNowhere() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        String good =
                new String(
                        SipResponse.replyTo(copy, 486).toTag("b").build().toBytes(),
                        StandardCharsets.UTF_8);
        String branch = String.valueOf(copy.topVia().branch());
        String other = branch.charAt(10) == '0' ? "1" : "0";
        List<String> bad =
                List.of(
                        good.replace("UDP 192.0.2.10", "UDP 198.51.100.1"),
                        good.replace("branch=z9hG4bK1", "branch=z9hG4bK1;received=198.51.100.1"),
                        good.replace("branch=z9hG4bK1", "branch=z9hG4bK1;rport=9"),
                        good.replace("branch=z9hG4bK1\r", "branch=z9hG4bK2\r"),
                        good.replace("UDP 192.0.2.10", "TCP 192.0.2.10"),
                        good.replace("UDP 192.0.2.1:5060", "UDP 192.0.2.1:5061"),
                        good.replace("call-1", "call-2"),
                        good.replace("CSeq: 1", "CSeq: 2"),
                        good.replace(branch, "z9hG4bK1"),
                        good.replace(branch, "z9hG4bK-" + "-".repeat(9) + ".1"),
                        good.replace(
                                branch, branch.substring(0, 10) + other + branch.substring(11)),
                        good.replaceFirst("Via: [^\r]*192.0.2.10;[^\r]*\r\n", ""));
        for (String response : bad) {
            assertThat(response).isNotEqualTo(good);
            bench.receive(CoreBench.udp("192.0.2.20", 5060), response);
        }
        assertThat(bench.statuses()).isEmpty();
        assertThat(bench.notices).hasSize(bad.size()).hasOnlyElementsOfType(Notice.Dropped.class);
        bench.receive(
                CoreBench.udp("192.0.2.20", 5060),
                good.replace(branch, branch.toUpperCase(Locale.ROOT)));
        assertThat(bench.statuses()).containsExactly(486);
    }

    @Test
    void loopsSpentAndNeedyRequestsAreRefusedWithTheirCauses() {
        bench.bind("bob", "sip:bob@192.0.2.1").bind("bob", "sip:bob@192.0.2.1:5060");
        bench.invite("bob");
        SipRequest out = bench.forwarded("INVITE").getFirst();
        Flow self = CoreBench.udp("192.0.2.1", 5060);
        bench.handle(new Input.Received(self, out));
        SipRequest again = bench.forwarded("INVITE").getLast();
        bench.handle(new Input.Received(self, again));
        assertThat(bench.lastResponse().status()).isEqualTo(482);
        assertThat(cause()).isEqualTo(new Cause.CheckFailed(Check.LOOP, "Via"));
        bench.receive(CoreBench.CALLER, text("INVITE", "m").replace("Forwards: 70", "Forwards: 0"));
        assertThat(bench.lastResponse().status()).isEqualTo(483);
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", BOB, "p", "Proxy-Require: magic"));
        assertThat(bench.lastResponse().status()).isEqualTo(420);
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "tel:+1", "s"));
        assertThat(bench.lastResponse().status()).isEqualTo(416);
    }

    @Test
    void whatHasNoWayIsAnsweredWithoutState() {
        bench.bind("bob", "sip:bob@phone.example");
        bench.invite("bob");
        assertThat(bench.stack.transactionCount()).isZero();
        while (!bench.asked.isEmpty()) {
            Answer none = new Answer.NoRecords(DnsStep.Outcome.NO_SUCH_NAME, Duration.ofSeconds(1));
            bench.handle(new Input.Answered(bench.asked.removeFirst().id(), none));
        }
        assertThat(bench.lastResponse().status()).isEqualTo(404);
        assertThat(cause()).isInstanceOf(Cause.NotLocated.class);
        assertThat(bench.lastSend().to()).isEqualTo(CoreBench.CALLER);
        assertThat(bench.stack.transactionCount()).isZero();
    }

    @Test
    void theServerAnswersForItselfAsEver() {
        bench.receive(CoreBench.CALLER, CoreBench.text("OPTIONS", "sip:example.com", "o"));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text("REGISTER", "sip:example.com", "r")
                        .replaceFirst("To: <[^>]*>", "To: <" + BOB + ">")
                        .replace("sip:carol@far.example", BOB));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", "sip:no@example.com", "n"));
        assertThat(bench.lastResponse().status()).isEqualTo(480);
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:echo@example.com", "c"));
        assertThat(bench.lastResponse().status()).isEqualTo(481);
    }

    @Test
    void nothingIsRelayedForStrangers() {
        for (String method : List.of("INVITE", "CANCEL", "MESSAGE")) {
            bench.receive(CoreBench.CALLER, CoreBench.text(method, "sip:x@198.51.100.1", method));
            assertThat(bench.lastResponse().status()).isEqualTo(403);
        }
        int before = bench.sends.size();
        bench.receive(CoreBench.CALLER, CoreBench.text("ACK", "sip:x@198.51.100.1", "a"));
        assertThat(bench.sends).hasSize(before);
    }

    private void sameWay(String invite, String cancel, String ack) {
        bench.receive(CoreBench.CALLER, invite);
        bench.receive(CoreBench.CALLER, cancel);
        bench.receive(CoreBench.CALLER, ack);
        assertThat(bench.sends).hasSize(3);
        Output.Send first = bench.sends.getFirst();
        for (Output.Send send : bench.sends) {
            SipRequest sent = (SipRequest) send.message();
            assertThat(sent.topVia().toString()).isEqualTo(first.message().topVia().toString());
            assertThat(sent.requestUri()).isEqualTo(((SipRequest) first.message()).requestUri());
            assertThat(send.to()).isEqualTo(first.to());
        }
        assertThat(bench.stack.transactionCount()).isZero();
    }

    private Cause cause() {
        for (Notice notice : bench.notices.reversed()) {
            if (notice instanceof Notice.Answered answered) {
                return answered.cause();
            }
        }
        throw new AssertionError("nothing was answered");
    }

    private static String text(String method, String branch) {
        return CoreBench.text(method, BOB, branch);
    }

    private static String old(String text) {
        return text.replaceFirst(";branch=[^\r;]*", "");
    }

    private static String tagged(String text) {
        return text.replaceFirst("To: <[^>]*>", "To: <" + BOB + ">;tag=b1");
    }
}
