package dev.ringback.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.sample.Samples;
import dev.ringback.uri.Uri;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SipResponseBuilderTest {
    @Test
    void aReplyCopiesWhatTheRfcSays() {
        SipRequest request =
                Samples.request(
                        Samples.INVITE.replace(
                                "Max-Forwards: 70",
                                "v: SIP/2.0/UDP second\r\n ;branch=2\r\nTimestamp: 54\r\n"
                                        + "Max-Forwards: 70\r\nVia: SIP/2.0/TCP a,SIP/2.0/UDP b"));
        SipResponse reply = SipResponse.replyTo(request, 404).toTag("x1").build();
        assertThat(reply)
                .hasToString(
                        Samples.wire(
                                """
                                SIP/2.0 404 Not Found
                                Via: SIP/2.0/UDP pc33.atlanta.com;branch=z9hG4bK776asdhds
                                v: SIP/2.0/UDP second
                                 ;branch=2
                                Via: SIP/2.0/TCP a,SIP/2.0/UDP b
                                To: Bob <sip:bob@biloxi.com>;tag=x1
                                From: Alice <sip:alice@atlanta.com>;tag=1928301774
                                Call-ID: a84b4c76e66710@pc33.atlanta.com
                                CSeq: 314159 INVITE
                                Content-Length: 0

                                """));
        assertThat(reply.to().tag()).isEqualTo("x1");
        SipResponse trying = SipResponse.replyTo(request, 100).build();
        assertThat(trying.value(HeaderName.TIMESTAMP)).isEqualTo("54");
        assertThat(trying.reason()).isEqualTo("Trying");
        assertThat(trying.to().tag()).isNull();
        assertThat(Samples.response(trying.toString()).toBytes()).isEqualTo(trying.toBytes());
    }

    @Test
    void aTagThatIsThereStays() {
        SipRequest request = Samples.request(Samples.TORTUOUS);
        SipResponse reply = SipResponse.replyTo(request, 486).toTag("other").build();
        assertThat(reply.to().tag()).isEqualTo("1918181833n");
        SipRequest bare = Samples.request(Samples.BARE.replace("<sip:example.com>", "sip:b@h"));
        assertThat(SipResponse.replyTo(bare, 200).toTag("t").build().to().tag()).isEqualTo("t");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SipResponse.replyTo(bare, 200).toTag("a;b"));
    }

    @Test
    void aLineMadeOnceGoesIntoManyMessages() {
        HeaderLine supported = HeaderLine.of(HeaderName.SUPPORTED, " path ");
        HeaderLine route = HeaderLine.of(HeaderName.SERVICE_ROUTE, "<sip:p1;lr>");
        assertThat(supported).hasToString("Supported: path");
        SipResponse ok = Samples.response(Samples.OK);
        SipResponse made =
                ok.edit()
                        .add(HeaderName.SERVICE_ROUTE, "<sip:p0;lr>")
                        .set(supported)
                        .add(route)
                        .set(HeaderName.SUPPORTED, "other")
                        .set(supported)
                        .build();
        assertThat(made.values(HeaderName.SERVICE_ROUTE))
                .containsExactly("<sip:p0;lr>", "<sip:p1;lr>");
        assertThat(made.values(HeaderName.SUPPORTED)).containsExactly("path");
        assertThat(ok.edit().add(route).build().value(HeaderName.SERVICE_ROUTE))
                .isEqualTo("<sip:p1;lr>");
    }

    @Test
    void aLineIsCheckedWhenItIsMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLine.of(HeaderName.SUPPORTED, "path\r\nVia: x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeaderLine.of(HeaderName.DATE, "yesterday"));
        HeaderLine wrongDay = HeaderLine.of(HeaderName.DATE, "Mon, 01 Mar 2026 09:05:07 GMT");
        assertThat(Samples.response(Samples.OK).edit().set(wrongDay).build().has(HeaderName.DATE))
                .isTrue();
        assertThatIllegalArgumentException()
                .as("a new request keeps what a strict reader wants")
                .isThrownBy(
                        () ->
                                SipRequest.builder(
                                                Method.OPTIONS,
                                                Objects.requireNonNull(Uri.parse("sip:h")))
                                        .set(wrongDay));
    }

    @Test
    void editsChangeOnlyWhatTheyAreToldTo() {
        SipResponse ok = Samples.response(Samples.OK);
        assertThat(ok.edit().build().toBytes()).isEqualTo(ok.toBytes());
        SipResponse relayed = ok.edit().removeFirst(HeaderName.VIA).build();
        assertThat(relayed).hasToString(Samples.OK.replaceFirst("Via: .*\r\n .*\r\n", ""));
        assertThat(relayed.topVia().host()).isEqualTo("bigbox3.site3.atlanta.com");
        SipResponse busy = ok.edit().status(486).body("a/b", new byte[] {1}).build();
        assertThat(busy.status()).isEqualTo(486);
        assertThat(busy.reason()).isEqualTo("Busy Here");
        assertThat(busy.edit().reason("5 calls \u0451").build().reason())
                .isEqualTo("5 calls \u0451");
        assertThat(busy.edit().reason("").build().reason()).isEmpty();
    }

    @Test
    void theLastViaCannotBeTakenAway() {
        SipResponse trying = Samples.response(Samples.TRYING);
        assertThatIllegalStateException()
                .isThrownBy(() -> trying.edit().removeFirst(HeaderName.VIA).build())
                .withMessage("Via is missing");
    }

    @Test
    void codesAndPhrasesAreChecked() {
        SipRequest request = Samples.request(Samples.INVITE);
        assertThatIllegalArgumentException().isThrownBy(() -> SipResponse.replyTo(request, 99));
        assertThatIllegalArgumentException().isThrownBy(() -> SipResponse.replyTo(request, 700));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SipResponse.replyTo(request, 200).reason("a\r\nb"));
    }

    @Test
    void everyCodeHasItsPhrase() {
        assertThat(ReasonPhrase.of(480)).isEqualTo("Temporarily Unavailable");
        assertThat(ReasonPhrase.of(423)).isEqualTo("Interval Too Brief");
        assertThat(ReasonPhrase.of(440)).isEqualTo("Max-Breadth Exceeded");
        for (int status = 100; status < 700; status++) {
            assertThat(ReasonPhrase.of(status)).isNotBlank();
        }
        assertThat(ReasonPhrase.of(299)).isEqualTo("Success");
    }
}
