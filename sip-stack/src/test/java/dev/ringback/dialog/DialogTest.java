package dev.ringback.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Both halves of a dialog: RFC 3261 §12.
class DialogTest {
    private static final String LOOSE_ONE = "<sip:p1.example.com;lr>";
    private static final String LOOSE_TWO = "<sip:p2.example.com;lr;x=1>";
    private static final String STRICT = "<sip:old.example.com>";

    private final SipRequest invite = invite(LOOSE_TWO, LOOSE_ONE);

    private static SipRequest invite(String... recorded) {
        StringBuilder text = new StringBuilder("INVITE sips:bob@example.com SIP/2.0\r\n");
        text.append("Via: SIP/2.0/TLS 192.0.2.1:5061;branch=z9hG4bKi\r\nMax-Forwards: 70\r\n");
        for (String route : recorded) {
            text.append("Record-Route: ").append(route).append("\r\n");
        }
        text.append("From: Alice <sips:alice@example.com>;tag=a1\r\n");
        text.append("To: Bob <sips:bob@example.com>\r\nCall-ID: c1\r\nCSeq: 7 INVITE\r\n");
        text.append("Contact: <sips:alice@192.0.2.1>\r\nContent-Length: 0\r\n\r\n");
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        return (SipRequest)
                ((Parsed) new MessageParser(ParseLimits.defaults()).parse(bytes)).message();
    }

    private static SipResponse.Builder response(SipRequest request, int status) {
        return SipResponse.replyTo(request, status)
                .toTag("b1")
                .copy(HeaderName.RECORD_ROUTE, request)
                .set(HeaderName.CONTACT, "<sips:bob@192.0.2.2>");
    }

    private Dialog caller(int status) {
        return Dialog.ofCaller(invite, response(invite, status).build());
    }

    private Dialog callee(int status) {
        return Dialog.ofCallee(invite, response(invite, status).build());
    }

    private static SipRequest built(SipRequest.Builder builder) {
        return builder.add(HeaderName.VIA, "SIP/2.0/TLS 192.0.2.1;branch=z9hG4bKx").build();
    }

    @Test
    void bothHalvesNameTheDialogAlikeFromTheirSides() {
        assertThat(caller(180).id()).isEqualTo(new DialogId("c1", "a1", "b1"));
        assertThat(callee(180).id()).isEqualTo(caller(180).id().mirrored());
    }

    @Test
    void aProvisionalResponseMakesItEarlyA2xxConfirmsIt() {
        Dialog early = caller(180);
        assertThat(early.state()).isEqualTo(Dialog.State.EARLY);
        early.confirm(response(invite, 200).build());
        assertThat(early.state()).isEqualTo(Dialog.State.CONFIRMED);
        assertThat(caller(200).state()).isEqualTo(Dialog.State.CONFIRMED);
    }

    @Test
    void aRequestOfTheCallerGoesTheRecordedWayBackwards() {
        SipRequest bye = built(caller(200).request(Method.BYE));

        assertThat(bye.requestUri().toString()).isEqualTo("sips:bob@192.0.2.2");
        assertThat(bye.values(HeaderName.ROUTE)).containsExactly(LOOSE_ONE, LOOSE_TWO);
        assertThat(bye.value(HeaderName.FROM)).isEqualTo("Alice <sips:alice@example.com>;tag=a1");
        assertThat(bye.value(HeaderName.TO)).isEqualTo("Bob <sips:bob@example.com>;tag=b1");
        assertThat(bye.value(HeaderName.MAX_FORWARDS)).isEqualTo("70");
        assertThat(bye.cSeq().toString()).isEqualTo("8 BYE");
    }

    @Test
    void aRequestOfTheCalleeGoesTheRecordedWayForwards() {
        SipRequest bye = built(callee(200).request(Method.BYE));

        assertThat(bye.requestUri().toString()).isEqualTo("sips:alice@192.0.2.1");
        assertThat(bye.values(HeaderName.ROUTE)).containsExactly(LOOSE_TWO, LOOSE_ONE);
        assertThat(bye.value(HeaderName.FROM)).isEqualTo("Bob <sips:bob@example.com>;tag=b1");
        assertThat(bye.cSeq().number()).isEqualTo(1);
    }

    @Test
    void aStrictRouterStandsInTheRequestUriAndTheTargetInTheLastRoute() {
        SipRequest old = invite(STRICT, LOOSE_ONE);
        Dialog dialog = Dialog.ofCallee(old, response(old, 200).build());
        SipRequest bye = built(dialog.request(Method.BYE));

        assertThat(dialog.routes().strict()).isTrue();
        assertThat(bye.requestUri().toString()).isEqualTo("sip:old.example.com");
        assertThat(bye.values(HeaderName.ROUTE))
                .containsExactly(LOOSE_ONE, "<sips:alice@192.0.2.1>");
    }

    @Test
    void the2xxMakesTheRouteSetAnew() {
        Dialog dialog = caller(180);
        SipResponse ok =
                SipResponse.replyTo(invite, 200)
                        .toTag("b1")
                        .add(HeaderName.RECORD_ROUTE, LOOSE_ONE)
                        .set(HeaderName.CONTACT, "<sips:bob@192.0.2.3>")
                        .build();
        dialog.confirm(ok);

        assertThat(dialog.routes().routes()).hasSize(1);
        assertThat(dialog.remoteTarget().toString()).isEqualTo("sips:bob@192.0.2.3");
    }

    @Test
    void aTargetRefreshMovesTheTargetAndNotTheRoutes() {
        Dialog dialog = callee(200);
        dialog.refreshTarget(
                invite.edit()
                        .set(HeaderName.CONTACT, "<sips:alice@192.0.2.77>")
                        .remove(HeaderName.RECORD_ROUTE)
                        .build());

        assertThat(dialog.remoteTarget().toString()).isEqualTo("sips:alice@192.0.2.77");
        assertThat(dialog.routes().routes()).hasSize(2);
    }

    @Test
    void anAckHasTheNumberOfItsInviteAndTakesNone() {
        Dialog dialog = caller(200);
        SipRequest ack = built(dialog.acknowledgement(7));

        assertThat(ack.cSeq().toString()).isEqualTo("7 ACK");
        assertThat(built(dialog.request(Method.BYE)).cSeq().number()).isEqualTo(8);
    }

    @Test
    void numbersOfThePeerGrowAndMayHaveGaps() {
        SequenceNumbers numbers = callee(200).numbers();

        assertThat(List.of(8L, 8L, 7L, 20L, 19L).stream().map(numbers::heardInOrder))
                .containsExactly(true, false, false, true, false);
        assertThat(caller(200).numbers().heardInOrder(1)).isTrue();
    }

    @Test
    void aSipsRequestUriMakesItSecure() {
        assertThat(caller(200).secure()).isTrue();
        assertThat(callee(200).secure()).isTrue();
    }
}
