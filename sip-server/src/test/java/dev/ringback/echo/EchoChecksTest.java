package dev.ringback.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Check;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a user agent server looks at before it answers, and how it refuses: RFC 3261 §8.2, §11.2,
/// §13.3.1.3, §14.2.
class EchoChecksTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration RINGS = Duration.ofSeconds(3);
    private static final String OFFER =
            """
            v=0
            o=alice 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 4000 RTP/AVP 0
            """;

    private final EchoSettings usual = new EchoSettings(3, HOUR);
    private final EchoBench bench = new EchoBench(usual);
    private final EchoBench slow = new EchoBench(usual.answeringAfter(RINGS));
    private int number;

    @Test
    void theFirstFaultInTheOrderOfTheRfcIsTold() {
        SipRequest all =
                body(
                        request("MESSAGE", "Require: x", "Accept: text/plain"),
                        "application/octet-stream",
                        "x");
        assertThat(bench.ask(all).status()).isEqualTo(405);
        SipRequest rest =
                body(
                        request("INVITE", "Require: x", "Accept: text/plain"),
                        "application/octet-stream",
                        "x");
        assertThat(bench.ask(rest).status()).isEqualTo(420);
        SipRequest last =
                body(request("INVITE", "Accept: text/plain"), "application/octet-stream", "x");
        assertThat(bench.ask(last).status()).isEqualTo(415);
        assertThat(bench.echo().dialogCount()).isZero();
    }

    @Test
    void anExtensionInCancelOrAckIsIgnored() {
        SipResponse cancel = bench.ask(request("CANCEL", "Require: x"));
        assertThat(cancel.status()).isEqualTo(481);
        SipResponse ok = bench.ask(invite("INVITE"));
        SipRequest ack = inside("ACK", 1, ok).edit().set(HeaderName.REQUIRE, "x").build();
        bench.receive(ack, udp());
        assertThat(bench.pass(Duration.ofSeconds(2))).as("the 200 is not repeated").isEmpty();
    }

    @Test
    void oneTagThatIsKnownIsNotUnsupported() {
        EchoBench timed = new EchoBench(usual.requiring(List.of("timer")));
        SipResponse refused = timed.ask(invite("INVITE", "Require: timer, x"));
        assertThat(refused.status()).isEqualTo(420);
        assertThat(refused.value(HeaderName.UNSUPPORTED)).isEqualTo("x");
    }

    @Test
    void aMergedRequestIsRefusedWhateverItsMethod() {
        SipRequest first = request("OPTIONS");
        assertThat(bench.ask(first).status()).isEqualTo(200);
        SipResponse again = bench.ask(onAnotherWay(first));
        assertThat(again.status()).isEqualTo(482);
        assertThat(bench.cause(again)).isEqualTo(new Cause.CheckFailed(Check.MERGED, "Call-ID"));
        bench.pass(Duration.ofSeconds(33));
        assertThat(bench.ask(onAnotherWay(onAnotherWay(first))).status()).isEqualTo(200);
    }

    @Test
    void eachFaultOfABodyIsToldByTheHeaderThatFits() {
        SipResponse type = bench.ask(body(request("INVITE"), "text/plain", "hello"));
        assertThat(type.status()).isEqualTo(415);
        assertThat(type.value(HeaderName.ACCEPT)).isEqualTo("application/sdp");
        assertThat(type.has(HeaderName.ACCEPT_ENCODING)).isFalse();

        SipResponse coding = bench.ask(invite("INVITE", "Content-Encoding: gzip"));
        assertThat(coding.status()).isEqualTo(415);
        assertThat(coding.value(HeaderName.ACCEPT_ENCODING)).isEqualTo("identity");
        assertThat(coding.has(HeaderName.ACCEPT)).isFalse();

        SipResponse language = bench.ask(invite("INVITE", "Content-Language: fr, de"));
        assertThat(language.status()).isEqualTo(415);
        assertThat(language.value(HeaderName.ACCEPT_LANGUAGE)).isEqualTo("en");
        assertThat(bench.ask(invite("INVITE", "Content-Language: fr, en-GB")).status())
                .isEqualTo(200);

        SipResponse use = bench.ask(invite("INVITE", "Content-Disposition: hologram"));
        assertThat(use.status()).isEqualTo(415);
        SipResponse multipart =
                bench.ask(body(request("INVITE"), "multipart/mixed;boundary=b", "no boundary"));
        assertThat(multipart.status()).isEqualTo(400);
    }

    @Test
    void aBodyThatNeedNotBeHandledIsLetPass() {
        String optional = "Content-Disposition: render;handling=optional";
        SipResponse ok = bench.ask(body(request("INVITE", optional), "text/plain", "hello"));
        assertThat(ok.status()).isEqualTo(200);
        assertThat(text(ok)).as("our own offer").contains("m=audio 9 RTP/AVP 0 8 101\r\n");
        String foreign = "Content-Language: fr";
        String session = "Content-Disposition: session;handling=optional";
        assertThat(bench.ask(invite("INVITE", session, foreign)).status()).isEqualTo(200);
    }

    @Test
    void theOfferMayBeAPartOfMore() {
        String parts =
                "--b\r\nContent-Type: application/sdp\r\n\r\n"
                        + OFFER.replace("\n", "\r\n")
                        + "\r\n--b\r\nContent-Type: text/plain\r\n"
                        + "Content-Disposition: render;handling=optional\r\n\r\nhi\r\n--b--\r\n";
        SipResponse ok = bench.ask(body(request("INVITE"), "multipart/mixed;boundary=b", parts));
        assertThat(ok.status()).isEqualTo(200);
        assertThat(text(ok)).contains("m=audio 9 RTP/AVP 0\r\n");
    }

    @Test
    void withoutAnExtensionThatItNeedsItSaysWhich() {
        EchoBench timed = new EchoBench(usual.requiring(List.of("timer")));
        SipResponse refused = timed.ask(invite("INVITE", "Supported: 100rel"));
        assertThat(refused.status()).isEqualTo(421);
        assertThat(refused.value(HeaderName.REQUIRE)).isEqualTo("timer");
        SipResponse ok = timed.ask(invite("INVITE", "Supported: 100rel, TIMER"));
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.value(HeaderName.REQUIRE)).isEqualTo("timer");
        assertThat(bench.ask(invite("INVITE")).has(HeaderName.REQUIRE)).isFalse();
    }

    @Test
    void anAnswerThatMayNotBeReadIsNotAcceptable() {
        for (String accept : List.of("text/plain", "application/sdp;q=0", "")) {
            SipResponse refused = bench.ask(invite("INVITE", "Accept: " + accept));
            assertThat(refused.status()).as(accept).isEqualTo(406);
            assertThat(bench.ask(request("OPTIONS", "Accept: " + accept)).status()).isEqualTo(406);
        }
        for (String accept : List.of("application/*", "*/*", "text/plain, application/SDP")) {
            SipResponse ok = bench.ask(invite("INVITE", "Accept: " + accept));
            assertThat(ok.status()).as(accept).isIn(200, 503);
        }
    }

    @Test
    void whatCannotBeReadAndIsNotNeededIsIgnored() {
        SipRequest odd =
                invite("INVITE", "Accept: ///", "Supported: ,,", "X-Odd: ?", "Date: yesterday");
        assertThat(bench.ask(odd).status()).isEqualTo(200);
    }

    @Test
    void theToNeedNotNameTheEcho() {
        assertThat(bench.ask(invite("INVITE", "To: <tel:+1234>")).status()).isEqualTo(200);
    }

    @Test
    void anOfferThatCannotBeMetGetsAWarningAndWhatCouldBeMet() {
        SipRequest invite =
                body(request("INVITE"), "application/sdp", OFFER.replace("AVP 0", "AVP 18"));
        SipResponse refused = bench.ask(invite);
        assertThat(refused.status()).isEqualTo(488);
        assertThat(refused.value(HeaderName.WARNING))
                .isEqualTo("305 ringback \"Incompatible media format\"");
        assertThat(refused.value(HeaderName.CONTENT_TYPE)).isEqualTo("application/sdp");
        assertThat(text(refused)).contains("m=audio 0 RTP/AVP 0 8 101\r\n");
        assertThat(bench.cause(refused))
                .isEqualTo(new Cause.CheckFailed(Check.SESSION, "application/sdp"));

        EchoBench only = new EchoBench(usual.refusingWith(606));
        SipResponse everywhere = only.ask(onAnotherWay(invite));
        assertThat(everywhere.status()).isEqualTo(606);
        assertThat(everywhere.value(HeaderName.WARNING)).startsWith("305 ");
    }

    @Test
    void optionsIsAnsweredAsAnInviteWouldBe() {
        SipResponse response = bench.ask(request("OPTIONS"));
        assertThat(text(response)).contains("m=audio 0 RTP/AVP 0 8 101\r\n");
        assertThat(response.value(HeaderName.SUPPORTED)).isEmpty();
        assertThat(bench.ask(request("OPTIONS", "Require: x")).status()).isEqualTo(420);
        for (int i = 0; i < 3; i++) {
            bench.ask(invite("INVITE"));
        }
        SipResponse full = bench.ask(request("OPTIONS"));
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.value(HeaderName.RETRY_AFTER)).isEqualTo("30");
    }

    @Test
    void optionsInADialogIsTheSameAndChangesNothing() {
        SipResponse ok = bench.ask(invite("INVITE"));
        SipResponse outside = bench.ask(request("OPTIONS"));
        SipResponse inside = bench.ask(inside("OPTIONS", 2, ok));
        assertThat(inside.status()).isEqualTo(200);
        for (HeaderName name :
                List.of(
                        HeaderName.ALLOW,
                        HeaderName.ACCEPT,
                        HeaderName.ACCEPT_ENCODING,
                        HeaderName.ACCEPT_LANGUAGE,
                        HeaderName.SUPPORTED,
                        HeaderName.CONTACT)) {
            assertThat(inside.value(name)).as(name.canonical()).isEqualTo(outside.value(name));
        }
        assertThat(text(inside)).isEqualTo(text(outside));
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
    }

    @Test
    void itRingsForAsLongAsItIsTold() {
        SipResponse ringing = slow.ask(invite("INVITE"));
        assertThat(ringing.status()).isEqualTo(180);
        assertThat(ringing.has(HeaderName.CONTACT)).isTrue();
        assertThat(slow.pass(RINGS.minusMillis(1))).isEmpty();
        SipResponse ok = (SipResponse) slow.pass(Duration.ofMillis(1)).getFirst();
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.to().tag()).isEqualTo(ringing.to().tag());
        assertThat(slow.cause(ok)).isInstanceOf(Cause.Served.class);
    }

    @Test
    void aCallerThatGivesUpWhileItRingsGets487() {
        SipRequest invite = invite("INVITE");
        SipResponse ringing = slow.ask(invite);
        SipRequest cancel =
                Requests.of(
                        "CANCEL sip:echo@localhost",
                        "Via: " + invite.value(HeaderName.VIA),
                        "Call-ID: " + invite.callId());
        List<SipMessage> answers = slow.receive(cancel, udp());
        assertThat(answers).extracting(SipMessage::toString).hasSize(2);
        SipResponse ended = (SipResponse) answers.getLast();
        assertThat(ended.status()).isEqualTo(487);
        assertThat(ended.to().tag()).isEqualTo(ringing.to().tag());
        assertThat(slow.cause(ended)).isEqualTo(new Cause.Cancelled());
        assertThat(slow.echo().dialogCount()).isZero();
        slow.pass(Duration.ofMinutes(2));
        assertThat(slow.stack().timerCount()).isZero();
    }

    @Test
    void aByeWhileItRingsIsAnsweredAndTheInviteGets487() {
        SipResponse ringing = slow.ask(invite("INVITE"));
        List<SipMessage> answers = slow.receive(inside("BYE", 2, ringing), udp());
        assertThat(answers)
                .map(answer -> ((SipResponse) answer).status())
                .containsExactly(200, 487);
        assertThat(slow.echo().dialogCount()).isZero();
    }

    @Test
    void aSecondInviteBeforeTheFirstIsAnsweredComesTooEarly() {
        SipResponse ringing = slow.ask(invite("INVITE"));
        SipRequest second = inside("INVITE", 2, ringing);
        SipResponse refused =
                slow.ask(second.edit().set(HeaderName.CONTACT, "<sip:a@127.0.0.1>").build());
        assertThat(refused.status()).isEqualTo(500);
        assertThat(Integer.parseInt(String.valueOf(refused.value(HeaderName.RETRY_AFTER))))
                .isBetween(0, 10);
        assertThat(slow.cause(refused)).isEqualTo(new Cause.CheckFailed(Check.PENDING, "INVITE"));
        assertThat(slow.echo().dialogCount()).isEqualTo(1);
        List<SipMessage> later = slow.pass(RINGS);
        assertThat(later).anyMatch(m -> m instanceof SipResponse ok && ok.status() == 200);
    }

    private SipRequest invite(String method, String... headers) {
        return body(request(method, headers), "application/sdp", OFFER);
    }

    private SipRequest request(String method, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-" + ++number);
        all.add("Call-ID: call-" + number);
        all.add("Contact: <sip:alice@127.0.0.1:5070>");
        return Requests.of(method + " sip:echo@localhost", all.toArray(String[]::new));
    }

    private SipRequest onAnotherWay(SipRequest request) {
        String via = "SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-other-" + ++number;
        return request.edit().set(HeaderName.VIA, via).build();
    }

    /// A request in the dialog of a response.
    private SipRequest inside(String method, int cseq, SipResponse response) {
        return Requests.of(
                method + " sip:echo@127.0.0.1:5060",
                "Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-in-" + ++number,
                "To: " + Objects.requireNonNull(response.value(HeaderName.TO)),
                "Call-ID: " + response.callId(),
                "CSeq: " + cseq + " " + method);
    }

    private static SipRequest body(SipRequest request, String type, String text) {
        return request.edit().body(type, text.getBytes(UTF_8)).build();
    }

    private static String text(SipMessage message) {
        return new String(message.body(), UTF_8);
    }

    private static Flow udp() {
        return Requests.flow(Transport.UDP, 5070);
    }
}
