package dev.ringback.echo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
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

class EchoAgentTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String CONTACT = "Contact: <sip:alice@127.0.0.1:5070>";
    private static final String OFFER =
            """
            v=0
            o=alice 1 1 IN IP4 127.0.0.1
            s=-
            c=IN IP4 127.0.0.1
            t=0 0
            m=audio 4000 RTP/AVP 0
            """;

    private final EchoBench bench = new EchoBench(new EchoSettings(3, HOUR));
    private int branch;

    @Test
    void answersAnInviteAtOnce() {
        SipResponse ok = bench.ask(invite("INVITE sip:echo@localhost"));
        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.to().tag()).isNotNull();
        assertThat(ok.value(HeaderName.CONTACT)).isEqualTo("<sip:echo@127.0.0.1:5060>");
        assertThat(ok.value(HeaderName.ALLOW)).isEqualTo("INVITE, ACK, BYE, CANCEL, OPTIONS");
        assertThat(ok.has(HeaderName.SUPPORTED)).isTrue();
        assertThat(ok.value(HeaderName.CONTENT_TYPE)).isEqualTo("application/sdp");
        assertThat(sdp(ok)).contains("m=audio 9 RTP/AVP 0\r\n");
    }

    @Test
    void leavesAllOtherUsersToOthers() {
        for (String target :
                List.of("sip:bob@localhost", "sip:localhost", "sip:echo@elsewhere.example")) {
            bench.receive(invite("INVITE " + target), udp());
            assertThat(bench.taken()).as(target).isFalse();
        }
        assertThat(bench.sends()).isEmpty();
        assertThat(bench.echo().dialogCount()).isZero();
    }

    @Test
    void overTcpTheContactSaysSo() {
        SipRequest invite = invite("INVITE sip:echo@localhost");
        SipResponse ok = (SipResponse) bench.receive(invite, tcp()).getFirst();
        assertThat(ok.value(HeaderName.CONTACT))
                .isEqualTo("<sip:echo@127.0.0.1:5060;transport=tcp>");
    }

    @Test
    void theRecordRouteIsCopied() {
        String routes = "<sip:p1;lr>, <sip:p2;lr>";
        SipRequest invite = invite("INVITE sip:echo@localhost", "Record-Route: " + routes);
        assertThat(bench.ask(invite).values(HeaderName.RECORD_ROUTE)).containsExactly(routes);
    }

    @Test
    void withoutAnOfferItMakesOne() {
        SipResponse ok = bench.ask(request("INVITE sip:echo@localhost", CONTACT));
        assertThat(ok.status()).isEqualTo(200);
        assertThat(sdp(ok)).contains("m=audio 9 RTP/AVP 0 8 101\r\n");
    }

    @Test
    void the200IsRepeatedUntilTheAckOverAnyTransport() {
        for (Flow flow : List.of(udp(), tcp())) {
            SipRequest invite = invite("INVITE sip:echo@localhost", "Call-ID: " + flow.transport());
            SipResponse ok = (SipResponse) bench.receive(invite, flow).getFirst();
            assertThat(bench.pass(Duration.ofMillis(499))).isEmpty();
            assertThat(bench.pass(Duration.ofMillis(1))).containsExactly(ok);
            assertThat(bench.pass(Duration.ofMillis(999))).isEmpty();
            assertThat(bench.pass(Duration.ofMillis(1))).containsExactly(ok);
            bench.receive(inside("ACK", 1, ok), flow);
            assertThat(bench.taken()).isTrue();
            assertThat(bench.pass(Duration.ofSeconds(60))).isEmpty();
        }
        assertThat(bench.echo().dialogCount()).isEqualTo(2);
    }

    @Test
    void anAckWithTheBranchOfItsInviteStopsThe200Too() {
        SipRequest invite = invite("INVITE sip:echo@localhost");
        SipResponse ok = bench.ask(invite);
        String via = Objects.requireNonNull(invite.value(HeaderName.VIA));
        SipRequest ack = inside("ACK", 1, ok).edit().set(HeaderName.VIA, via).build();
        bench.receive(ack, udp());
        assertThat(bench.pass(Duration.ofSeconds(60))).isEmpty();
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
    }

    @Test
    void withoutAnAckItHangsUpAfter32Seconds() {
        String route = "<sip:127.0.0.1:5099;lr>";
        SipResponse ok = bench.ask(invite("INVITE sip:echo@localhost", "Record-Route: " + route));
        List<SipMessage> sent = bench.pass(Duration.ofMillis(31_999));
        assertThat(sent).hasSize(10).allMatch(ok::equals);
        SipRequest bye = (SipRequest) bench.pass(Duration.ofMillis(1)).getFirst();
        assertThat(bye.method()).isEqualTo(Method.BYE);
        assertThat(bye.requestUri()).hasToString("sip:alice@127.0.0.1:5070");
        assertThat(bye.from().tag()).isEqualTo(ok.to().tag());
        assertThat(bye.to().tag()).isEqualTo("a");
        assertThat(bye.callId()).isEqualTo("call-1");
        assertThat(bye.value(HeaderName.ROUTE)).isEqualTo(route);
        assertThat(bench.sends().getLast().to()).isEqualTo(udp());
        assertThat(bench.echo().dialogCount()).isZero();
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.stack().timerCount()).isZero();
        assertThat(bench.stack().transactionCount()).isZero();
    }

    @Test
    void aByeEndsTheCall() {
        SipResponse ok = call("call-1");
        assertThat(bench.ask(inside("BYE", 2, ok)).status()).isEqualTo(200);
        assertThat(bench.echo().dialogCount()).isZero();
        assertThat(bench.ask(inside("BYE", 3, ok)).status()).isEqualTo(481);
        bench.pass(Duration.ofMinutes(2));
        assertThat(bench.stack().timerCount()).isZero();
    }

    @Test
    void aByeBeforeTheAckStopsThe200() {
        SipResponse ok = bench.ask(invite("INVITE sip:echo@localhost"));
        assertThat(bench.ask(inside("BYE", 2, ok)).status()).isEqualTo(200);
        assertThat(bench.pass(Duration.ofMinutes(1))).isEmpty();
    }

    @Test
    void aReinviteIsAnsweredInTheSameDialog() {
        SipResponse ok = call("call-1");
        SipResponse again = bench.ask(reinvite(2, ok, OFFER + "a=sendonly\n"));
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.to().tag()).isEqualTo(ok.to().tag());
        assertThat(sdp(again)).contains("a=recvonly\r\n");
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
        bench.receive(inside("ACK", 2, ok), udp());
        assertThat(bench.pass(Duration.ofSeconds(60))).isEmpty();
    }

    @Test
    void aReinviteMovesTheCallersAddress() {
        SipResponse ok = call("call-1");
        bench.ask(reinvite(2, ok, OFFER));
        List<SipMessage> sent = bench.pass(Duration.ofSeconds(32));
        assertThat(((SipRequest) sent.getLast()).requestUri())
                .hasToString("sip:alice@127.0.0.1:5071");
    }

    @Test
    void aReinviteThatIsRefusedLeavesTheCallAsItWas() {
        SipResponse ok = call("call-1");
        assertThat(bench.ask(reinvite(2, ok, "junk")).status()).isEqualTo(488);
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
    }

    @Test
    void aReinviteBeforeTheAckIsPending() {
        SipResponse ok = bench.ask(invite("INVITE sip:echo@localhost"));
        assertThat(bench.ask(reinvite(2, ok, OFFER)).status()).isEqualTo(491);
    }

    @Test
    void anAckOfAnotherInviteStopsNothing() {
        SipResponse ok = bench.ask(invite("INVITE sip:echo@localhost"));
        bench.receive(inside("ACK", 7, ok), udp());
        assertThat(bench.pass(Duration.ofMillis(500))).containsExactly(ok);
    }

    @Test
    void aLowerCseqInTheDialogIsOutOfOrder() {
        SipResponse ok = call("call-1");
        assertThat(bench.ask(inside("OPTIONS", 5, ok)).status()).isEqualTo(200);
        assertThat(bench.ask(inside("BYE", 4, ok)).status()).isEqualTo(500);
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
    }

    @Test
    void requestsOfUnknownDialogsAreRefused() {
        SipResponse ok = call("call-1");
        for (String method : List.of("INVITE", "BYE", "OPTIONS", "INFO")) {
            SipRequest known = inside(method, 2, ok);
            SipRequest other = known.edit().set(HeaderName.CALL_ID, "other-" + method).build();
            assertThat(bench.ask(other).status()).as(method).isEqualTo(481);
        }
        assertThat(bench.ask(request("BYE sip:echo@localhost")).status()).isEqualTo(481);
        assertThat(bench.ask(request("CANCEL sip:echo@localhost")).status()).isEqualTo(481);
    }

    @Test
    void optionsTellsWhatItCan() {
        SipResponse response = bench.ask(request("OPTIONS sip:echo@localhost"));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.value(HeaderName.ALLOW)).contains("INVITE");
        assertThat(response.value(HeaderName.ACCEPT)).isEqualTo("application/sdp");
        assertThat(response.has(HeaderName.ACCEPT_ENCODING)).isTrue();
        assertThat(response.has(HeaderName.ACCEPT_LANGUAGE)).isTrue();
        assertThat(response.has(HeaderName.SUPPORTED)).isTrue();
    }

    @Test
    void otherMethodsAreRefusedWithThoseAllowed() {
        SipResponse ok = call("call-1");
        for (SipResponse refused :
                List.of(
                        bench.ask(request("MESSAGE sip:echo@localhost")),
                        bench.ask(inside("INFO", 2, ok)))) {
            assertThat(refused.status()).isEqualTo(405);
            assertThat(refused.value(HeaderName.ALLOW)).contains("BYE");
        }
        assertThat(bench.ask(request("DANCE sip:echo@localhost")).status()).isEqualTo(501);
    }

    @Test
    void anUnknownExtensionIsRefused() {
        SipResponse refused = bench.ask(invite("INVITE sip:echo@localhost", "Require: 100rel, x"));
        assertThat(refused.status()).isEqualTo(420);
        assertThat(refused.value(HeaderName.UNSUPPORTED)).isEqualTo("100rel, x");
    }

    @Test
    void aBodyOfAnotherTypeIsRefused() {
        SipRequest bare = request("INVITE sip:echo@localhost", CONTACT);
        SipRequest text = bare.edit().body("text/plain", "hello".getBytes(UTF_8)).build();
        SipResponse refused = bench.ask(text);
        assertThat(refused.status()).isEqualTo(415);
        assertThat(refused.value(HeaderName.ACCEPT)).isEqualTo("application/sdp");
    }

    @Test
    void offersThatCannotBeMetAreRefusedWithAWarning() {
        SipResponse junk = bench.ask(offer(request("INVITE sip:echo@localhost", CONTACT), "junk"));
        assertThat(junk.status()).isEqualTo(488);
        assertThat(junk.value(HeaderName.WARNING)).startsWith("399 ");

        String video = OFFER.replace("m=audio 4000 RTP/AVP 0", "m=video 4000 RTP/AVP 31");
        SipRequest next = request("INVITE sip:echo@localhost", CONTACT, "Call-ID: call-2");
        SipResponse media = bench.ask(offer(next, video));
        assertThat(media.status()).isEqualTo(488);
        assertThat(media.value(HeaderName.WARNING)).startsWith("304 ");
        assertThat(sdp(media)).contains("m=audio 0 RTP/AVP 0 8 101\r\n");
        assertThat(bench.echo().dialogCount()).isZero();
        assertThat(bench.pass(Duration.ofSeconds(1))).as("their 488 is repeated").isNotEmpty();
    }

    @Test
    void anInviteWithoutAUsableContactIsRefused() {
        SipRequest none = offer(request("INVITE sip:echo@localhost"), OFFER);
        assertThat(bench.ask(none).status()).isEqualTo(400);
        SipRequest star =
                offer(request("INVITE sip:echo@localhost", "Contact: *", "Call-ID: call-2"), OFFER);
        assertThat(bench.ask(star).status()).isEqualTo(400);
    }

    @Test
    void aMergedRequestIsALoop() {
        bench.ask(invite("INVITE sip:echo@localhost"));
        assertThat(bench.ask(invite("INVITE sip:echo@localhost")).status()).isEqualTo(482);
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
    }

    @Test
    void whenItIsFullItSaysWhenToComeBack() {
        call("call-1");
        call("call-2");
        SipResponse last = call("call-3");
        SipResponse full = bench.ask(invite("INVITE sip:echo@localhost", "Call-ID: call-4"));
        assertThat(full.status()).isEqualTo(503);
        assertThat(full.value(HeaderName.RETRY_AFTER)).isEqualTo("30");
        bench.ask(inside("BYE", 2, last));
        SipRequest next = invite("INVITE sip:echo@localhost", "Call-ID: call-5");
        assertThat(bench.ask(next).status()).isEqualTo(200);
    }

    @Test
    void aCallThatNeverEndsIsHungUp() {
        call("call-1");
        assertThat(bench.pass(HOUR.minusMillis(1))).isEmpty();
        SipRequest bye = (SipRequest) bench.pass(Duration.ofMillis(1)).getFirst();
        assertThat(bye.method()).isEqualTo(Method.BYE);
        assertThat(bench.echo().dialogCount()).isZero();
    }

    /// A call that is up.
    private SipResponse call(String callId) {
        SipResponse ok = bench.ask(invite("INVITE sip:echo@localhost", "Call-ID: " + callId));
        bench.receive(inside("ACK", 1, ok), udp());
        return ok;
    }

    private SipRequest invite(String start, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add(CONTACT);
        return offer(request(start, all.toArray(String[]::new)), OFFER);
    }

    private SipRequest reinvite(int cseq, SipResponse ok, String sdp) {
        SipRequest bare = inside("INVITE", cseq, ok);
        String contact = "<sip:alice@127.0.0.1:5071>";
        return offer(bare.edit().set(HeaderName.CONTACT, contact).build(), sdp);
    }

    /// A request in the dialog of a 200.
    private SipRequest inside(String method, int cseq, SipResponse ok) {
        return request(
                method + " sip:echo@127.0.0.1:5060",
                "To: " + Objects.requireNonNull(ok.value(HeaderName.TO)),
                "Call-ID: " + ok.callId(),
                "CSeq: " + cseq + " " + method);
    }

    private SipRequest request(String start, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-" + ++branch);
        return Requests.of(start, all.toArray(String[]::new));
    }

    private static SipRequest offer(SipRequest request, String sdp) {
        return request.edit().body("application/sdp", sdp.getBytes(UTF_8)).build();
    }

    private static String sdp(SipMessage message) {
        return new String(message.body(), UTF_8);
    }

    private static Flow udp() {
        return Requests.flow(Transport.UDP, 5070);
    }

    private static Flow tcp() {
        return Requests.flow(Transport.TCP, 40_000);
    }
}
