package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.cause.DnsStep;
import dev.ringback.header.HeaderName;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Input;
import dev.ringback.stack.Output;
import dev.ringback.stack.Question;
import dev.ringback.stack.Transport;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a forwarded request looks like and which requests are not forwarded: RFC 3261 §16.3 to
/// §16.6.
class ForwardingTest {
    private final CoreBench bench = new CoreBench();

    @Test
    void theCopyDiffersOnlyWhereSection16Point6Says() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.receive(
                CoreBench.CALLER,
                CoreBench.text(
                        "INVITE", "sip:bob@example.com", "1", "X-odd:   spaced  value", "s: hi"));
        SipRequest copy = bench.forwarded("INVITE").getFirst();
        assertThat(copy.requestUri()).hasToString("sip:bob@192.0.2.20:5070");
        assertThat(copy.maxForwards()).isEqualTo(69);
        assertThat(copy.values(HeaderName.VIA)).hasSize(2);
        assertThat(copy.topVia().host()).isEqualTo("192.0.2.1");
        assertThat(copy.values(HeaderName.RECORD_ROUTE)).hasSize(1);
        assertThat(copy.value(HeaderName.RECORD_ROUTE)).startsWith("<sip:192.0.2.1:5060;lr;rt=");
        String text = new String(copy.toBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).contains("X-odd:   spaced  value\r\n").contains("\r\ns: hi\r\n");
        assertThat(bench.sends.getLast().to())
                .isEqualTo(
                        new Hop(
                                Transport.UDP,
                                new InetSocketAddress(InetAddress.ofLiteral("192.0.2.20"), 5070)));
        assertThat(bench.statuses()).containsExactly(100);
    }

    @Test
    void aChangeOfTransportIsRecordedOnBothSides() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070;transport=tcp");
        bench.invite("bob");
        List<RecordRoute> routes =
                bench.forwarded("INVITE").getFirst().read(RecordRoute.FIELD).values();
        assertThat(routes).hasSize(2);
        assertThat(routes.get(0).address().uri().toString()).contains("transport=tcp");
        assertThat(routes.get(1).address().uri().toString()).doesNotContain("transport");
    }

    @Test
    void aContactNameIsLookedUpAndNothingWaitsForIt() {
        bench.bind("bob", "sip:bob@phone.example:5070");
        bench.invite("bob");
        assertThat(bench.forwarded("INVITE")).isEmpty();
        assertThat(bench.asked.getFirst().question())
                .isEqualTo(new Question.Dns("phone.example", DnsRecord.Type.A));
        InetAddress address = InetAddress.ofLiteral("192.0.2.21");
        answerWith(address);
        assertThat(bench.lastSend().to().remote()).isEqualTo(new InetSocketAddress(address, 5070));
    }

    @Test
    void refusesWhatTheChecksFind() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        refused("tel:+1234", 416);
        String spent =
                CoreBench.text("INVITE", "sip:bob@example.com", "a")
                        .replace("Max-Forwards: 70", "Max-Forwards: 0");
        bench.receive(CoreBench.CALLER, spent);
        assertThat(bench.lastResponse().status()).isEqualTo(483);
        String needy =
                CoreBench.text("INVITE", "sip:bob@example.com", "b", "Proxy-Require: foo, bar");
        bench.receive(CoreBench.CALLER, needy);
        assertThat(bench.lastResponse().status()).isEqualTo(420);
        assertThat(bench.lastResponse().value(HeaderName.UNSUPPORTED)).isEqualTo("foo, bar");
        refused("sip:nobody@example.com", 480);
        refused("sip:bob@elsewhere.example", 403);
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    @Test
    void aRequestThatComesBackUnchangedLoops() {
        bench.bind("bob", "sip:bob@192.0.2.1:5060");
        bench.invite("bob");
        Flow self = CoreBench.udp("192.0.2.1", 5060);
        SipRequest first = bench.forwarded("INVITE").getLast();
        bench.handle(new Input.Received(self, first));
        assertThat(bench.lastResponse().status()).isEqualTo(100);
        SipRequest second = bench.forwarded("INVITE").getLast();
        assertThat(second).isNotEqualTo(first);
        bench.handle(new Input.Received(self, second));
        assertThat(bench.lastResponse().status()).isEqualTo(482);
        assertThat(bench.cause()).isEqualTo(new Cause.CheckFailed(Check.LOOP, "Via"));
        assertThat(bench.forwarded("INVITE")).hasSize(2);
    }

    @Test
    void anOptionsWhoseHopsEndHereIsAnsweredHere() {
        String options = CoreBench.text("OPTIONS", "sip:bob@elsewhere.example", "1");
        bench.receive(CoreBench.CALLER, options.replace("Max-Forwards: 70", "Max-Forwards: 0"));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        assertThat(bench.lastResponse().has(HeaderName.ALLOW)).isTrue();
        assertThat(bench.forwarded("OPTIONS")).isEmpty();
    }

    @Test
    void aForkedRequestThatComesBackUnchangedLoopsAtOnce() {
        bench.bind("bob", "sip:bob@192.0.2.1:5060").bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        SipRequest back = bench.forwarded("INVITE").getFirst();
        bench.handle(
                new Input.Received(
                        CoreBench.udp("192.0.2.1", 5060),
                        back.edit()
                                .requestUri(
                                        Objects.requireNonNull(Uri.parse("sip:bob@example.com")))
                                .build()));
        assertThat(bench.lastResponse().status()).isEqualTo(482);
        assertThat(bench.forwarded("INVITE")).hasSize(2);
    }

    @Test
    void aSpiralThatChangesTheRequestUriPasses() {
        bench.bind("bob", "sip:robert@192.0.2.1:5060").bind("robert", "sip:r@192.0.2.30");
        bench.invite("bob");
        SipRequest first = bench.forwarded("INVITE").getFirst();
        bench.handle(new Input.Received(CoreBench.udp("192.0.2.1", 5060), first));
        assertThat(bench.forwarded("INVITE")).hasSize(2);
        assertThat(bench.forwarded("INVITE").getLast().requestUri())
                .hasToString("sip:r@192.0.2.30");
    }

    @Test
    void requestsOfADialogFollowTheRecordedRoute() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.invite("bob");
        String route = bench.forwarded("INVITE").getFirst().value(HeaderName.RECORD_ROUTE);
        bench.receive(CoreBench.CALLER, inDialog("ACK", "sip:bob@192.0.2.20:5070", route, "2"));
        assertThat(bench.forwarded("ACK")).hasSize(1);
        assertThat(bench.forwarded("ACK").getFirst().has(HeaderName.ROUTE)).isFalse();
        bench.receive(CoreBench.CALLER, inDialog("BYE", "sip:bob@192.0.2.20:5070", route, "3"));
        assertThat(bench.forwarded("BYE")).hasSize(1);
        bench.receive(
                CoreBench.udp("192.0.2.20", 5070),
                inDialog("BYE", "sip:carol@192.0.2.10", route, "4"));
        assertThat(bench.lastSend().to().remote())
                .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.10"), 5060));
    }

    @Test
    void aCallerThatIgnoresTheRecordedRouteStillReachesTheUsersPhone() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.invite("bob");
        String tagged = "To: <sip:bob@example.com>;tag=b1";
        String ack = CoreBench.text("ACK", "sip:bob@example.com", "2");
        bench.receive(CoreBench.CALLER, ack.replaceFirst("To: <[^>]*>", tagged));
        assertThat(bench.forwarded("ACK").getFirst().requestUri())
                .hasToString("sip:bob@192.0.2.20:5070");
        String bye = CoreBench.text("BYE", "sip:bob@example.com", "3");
        bench.receive(CoreBench.CALLER, bye.replaceFirst("To: <[^>]*>", tagged));
        assertThat(bench.forwarded("BYE")).hasSize(1);
    }

    @Test
    void aStrangersRouteRelaysNowhereElse() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.invite("bob");
        String route = bench.forwarded("INVITE").getFirst().value(HeaderName.RECORD_ROUTE);
        bench.receive(CoreBench.CALLER, inDialog("BYE", "sip:x@198.51.100.1", route, "2"));
        assertThat(bench.lastResponse().status()).isEqualTo(403);
        bench.receive(CoreBench.CALLER, inDialog("ACK", "sip:x@198.51.100.1", route, "3"));
        String forged = "<sip:192.0.2.1:5060;lr;rt=AAAAAAAAAAAA>";
        bench.receive(CoreBench.CALLER, inDialog("BYE", "sip:x@198.51.100.1", forged, "4"));
        assertThat(bench.lastResponse().status()).isEqualTo(403);
        String otherCall =
                inDialog("BYE", "sip:bob@192.0.2.20:5070", route, "5")
                        .replace("Call-ID: call-1", "Call-ID: call-2");
        bench.receive(CoreBench.CALLER, otherCall);
        assertThat(bench.lastResponse().status()).isEqualTo(403);
        assertThat(bench.forwarded("BYE")).isEmpty();
        assertThat(bench.forwarded("ACK")).isEmpty();
    }

    @Test
    void aStrictRoutersRewritingIsUndone() {
        bench.bind("bob", "sip:bob@192.0.2.20:5070");
        bench.invite("bob");
        String recorded = bench.forwarded("INVITE").getFirst().value(HeaderName.RECORD_ROUTE);
        String ours = String.valueOf(recorded).replace("<", "").replace(">", "");
        bench.receive(CoreBench.CALLER, inDialog("BYE", ours, "<sip:bob@192.0.2.20:5070>", "2"));
        SipRequest bye = bench.forwarded("BYE").getFirst();
        assertThat(bye.requestUri()).hasToString("sip:bob@192.0.2.20:5070");
        assertThat(bye.has(HeaderName.ROUTE)).isFalse();
    }

    @Test
    void theServerItselfAnswersOptionsAndRefusesOtherMethods() {
        bench.receive(CoreBench.CALLER, CoreBench.text("OPTIONS", "sip:example.com", "1"));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        assertThat(bench.lastResponse().value(HeaderName.ALLOW)).contains("REGISTER");
        bench.receive(CoreBench.CALLER, CoreBench.text("MESSAGE", "sip:example.com", "2"));
        assertThat(bench.lastResponse().status()).isEqualTo(405);
        bench.receive(CoreBench.CALLER, CoreBench.text("FROBNICATE", "sip:example.com", "3"));
        assertThat(bench.lastResponse().status()).isEqualTo(501);
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "4"));
        assertThat(bench.lastResponse().status()).isEqualTo(481);
    }

    private void refused(String uri, int status) {
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", uri, "r" + status));
        assertThat(bench.lastResponse().status()).isEqualTo(status);
    }

    /// Answers all questions: there are no other records than one address.
    private void answerWith(InetAddress address) {
        for (int i = 0; i < bench.asked.size(); i++) {
            Output.Ask ask = bench.asked.get(i);
            Question.Dns question = (Question.Dns) ask.question();
            Answer answer =
                    question.type() == DnsRecord.Type.A
                            ? new Answer.Records(
                                    List.of(new DnsRecord.Address(address)), Duration.ZERO)
                            : new Answer.NoRecords(DnsStep.Outcome.NO_DATA, Duration.ZERO);
            bench.handle(new Input.Answered(ask.id(), answer));
        }
    }

    private static String inDialog(
            String method,
            String uri,
            @org.jspecify.annotations.Nullable String route,
            String branch) {
        return CoreBench.text(method, uri, "d" + branch, "Route: " + route)
                .replace("CSeq: 1", "CSeq: 2")
                .replaceFirst("To: <[^>]*>", "To: <sip:bob@example.com>;tag=b1");
    }
}
