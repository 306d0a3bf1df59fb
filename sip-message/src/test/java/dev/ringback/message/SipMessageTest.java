package dev.ringback.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Reading;
import dev.ringback.header.address.Contact;
import dev.ringback.header.address.From;
import dev.ringback.header.address.To;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.route.RecordRoute;
import dev.ringback.header.route.Route;
import dev.ringback.header.route.Via;
import dev.ringback.header.security.Authorization;
import dev.ringback.header.security.Credentials;
import dev.ringback.sample.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class SipMessageTest {
    @Test
    void aRequestHasItsParts() {
        SipRequest request = Samples.request(Samples.INVITE);
        assertThat(request.method()).isSameAs(Method.INVITE);
        assertThat(request.requestUri()).hasToString("sip:bob@biloxi.com");
        assertThat(request.maxForwards()).isEqualTo(70);
        assertThat(request.topVia().branch()).isEqualTo("z9hG4bK776asdhds");
        assertThat(request.from().tag()).isEqualTo("1928301774");
        assertThat(request.from().address().displayName()).isEqualTo("Alice");
        assertThat(request.to().tag()).isNull();
        assertThat(request.to().uri()).hasToString("sip:bob@biloxi.com");
        assertThat(request.callId()).isEqualTo("a84b4c76e66710@pc33.atlanta.com");
        assertThat(request.cSeq()).isEqualTo(new CSeq(314_159, Method.INVITE));
        assertThat(request.bodyLength()).isEqualTo(12);
        assertThat(Samples.text(request.body())).isEqualTo("v=0\r\ns=call\r");
        assertThat(request.size()).isEqualTo(Samples.INVITE.length() - 1);
    }

    @Test
    void aResponseHasItsParts() {
        SipResponse response = Samples.response(Samples.OK);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.reason()).isEqualTo("OK");
        assertThat(response.success()).isTrue();
        assertThat(response.finalResponse()).isTrue();
        assertThat(response.provisional()).isFalse();
        assertThat(response.topVia().received()).isEqualTo("192.0.2.3");
        assertThat(response.read(Via.FIELD).values())
                .extracting(Via::host)
                .containsExactly(
                        "server10.biloxi.com", "bigbox3.site3.atlanta.com", "pc33.atlanta.com");
        assertThat(response.read(RecordRoute.FIELD).values())
                .extracting(route -> route.uri().toString())
                .containsExactly("sip:p2.example.com;lr", "sip:p1.example.com;lr");
        assertThat(response.bodyLength()).isZero();
    }

    @Test
    void whatWasReadWithTheMessageIsNotReadAgain() {
        SipRequest request = Samples.request(Samples.INVITE);
        assertThat(request.read(Via.FIELD).values()).containsExactly(request.topVia());
        assertThat(request.read(From.FIELD).first()).isSameAs(request.from());
        assertThat(request.read(To.FIELD).first()).isSameAs(request.to());
        assertThat(request.read(CSeq.FIELD).first()).isSameAs(request.cSeq());
        HeaderField<String> own = HeaderField.single(HeaderName.FROM, text -> text);
        assertThat(request.read(own).first()).startsWith("Alice <sip:alice@");
    }

    @Test
    void moreViasThanTheTopOneAreRead() {
        SipRequest request = Samples.request(Samples.INVITE);
        String top = "SIP/2.0/UDP a.example.com;branch=z9hG4bKa";
        SipRequest lines = request.edit().addFirst(HeaderName.VIA, top).build();
        assertThat(lines.read(Via.FIELD).values()).hasSize(2).startsWith(lines.topVia());
        SipRequest line = request.edit().replaceFirst(HeaderName.VIA, top + ", " + top).build();
        assertThat(line.read(Via.FIELD).values()).hasSize(2).startsWith(line.topVia());
        SipRequest copy = line.edit().set(HeaderName.SUBJECT, "copied").build();
        assertThat(copy.read(Via.FIELD).values()).hasSize(2).startsWith(line.topVia());
    }

    @Test
    void reasonsMayBeEmptyOrInAnyLanguage() {
        assertThat(Samples.response(Samples.TRYING).reason()).isEmpty();
        assertThat(Samples.response(Samples.TRYING).provisional()).isTrue();
        SipResponse challenge = Samples.response(Samples.CHALLENGE);
        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.reason()).isEqualTo("= 2**3 * 19**2 \u043d\u0435\u0442");
    }

    @Test
    void oddWhiteSpaceFoldsAndCompactNamesChangeNothing() {
        SipRequest request = Samples.request(Samples.TORTUOUS);
        assertThat(request.to().uri()).hasToString("sip:vivekg@chair-dnrc.example.com");
        assertThat(request.to().tag()).isEqualTo("1918181833n");
        assertThat(request.from().tag()).isEqualTo("98asjd8");
        assertThat(request.from().address().displayName()).isEqualTo("J Rosenberg \\\"");
        assertThat(request.maxForwards()).isEqualTo(68);
        assertThat(request.cSeq()).isEqualTo(new CSeq(9, Method.INVITE));
        assertThat(request.topVia()).hasToString("SIP/2.0/UDP 192.0.2.2;branch=390skdjuw");
        assertThat(request.read(Via.FIELD).values())
                .extracting(Via::branch)
                .containsExactly("390skdjuw", "z9hG4bK9ikj8", "z9hG4bK30239");
        assertThat(request.value(HeaderName.SUBJECT)).isEmpty();
        assertThat(request.value(HeaderName.of("newfangledheader")))
                .isEqualTo("newfangled value continued newfangled value");
        assertThat(request.value(HeaderName.of("UnknownHeaderWithUnusualValue")))
                .isEqualTo(";;,,;;,;");
        assertThat(request.read(Route.FIELD).values()).hasSize(1);
        Reading<Contact> contacts = request.read(Contact.FIELD);
        assertThat(contacts.ok()).isTrue();
        assertThat(contacts.values().getFirst().q()).isEqualTo(330);
        assertThat(contacts.values().getFirst())
                .hasToString(
                        "\"Quoted string \\\"\\\"\" <sip:jdrosen@example.com>"
                                + ";newparam=newvalue;secondparam;q=0.33");
        assertThat(Samples.text(request.body())).isEqualTo("hi");
    }

    @Test
    void unusualCharactersStay() {
        SipRequest request = Samples.request(Samples.UNUSUAL);
        assertThat(request.method().name())
                .isEqualTo("!interesting-Method0123456789_*+`.%indeed'~");
        assertThat(request.cSeq().method()).isEqualTo(request.method());
        assertThat(request.to().address().displayName()).isEqualTo("BEL:\u0007 NUL:\0");
        assertThat(request.from().tag()).isEqualTo("_token~1'+`*%!-.");
        assertThat(request.from().address().parameters().value("fromparam''~+*_!.-%"))
                .isEqualTo("\u0440\u0430\u0431");
        assertThat(request.value(HeaderName.of("extensionHeader-!.%*+_`'~")))
                .isEqualTo("\u5927\u505c\u96fb");
    }

    @Test
    void linesAreFoundByPlaceAndByName() {
        SipRequest request = Samples.request(Samples.BARE);
        assertThat(request.headerCount()).isEqualTo(5);
        assertThat(request.headerName(0)).isSameAs(HeaderName.VIA);
        assertThat(request.headerName(4)).isSameAs(HeaderName.CSEQ);
        assertThat(request.headerValue(1)).isEqualTo("<sip:a@example.com>");
        assertThat(request.has(HeaderName.TO)).isTrue();
        assertThat(request.has(HeaderName.CONTACT)).isFalse();
        assertThat(request.value(HeaderName.CONTACT)).isNull();
        assertThat(request.values(HeaderName.CONTACT)).isEmpty();
        assertThat(request.maxForwards()).isEqualTo(-1);
        assertThatExceptionOfType(IndexOutOfBoundsException.class)
                .isThrownBy(() -> request.headerName(5));
        SipResponse response = Samples.response(Samples.CHALLENGE);
        assertThat(response.values(HeaderName.WWW_AUTHENTICATE)).hasSize(2);
    }

    @Test
    void credentialsAreNoCommaList() {
        Reading<Credentials> reading = Samples.request(Samples.REGISTER).read(Authorization.FIELD);
        assertThat(reading.values()).hasSize(1);
        assertThat(reading.values().getFirst().parameter("nonce")).isEqualTo("a,b");
    }

    @Test
    void everyAccessorOfEverySampleAnswersTwiceAlike() {
        for (String sample : Samples.ALL) {
            SipMessage message = Samples.message(sample);
            assertThat(message.topVia()).isEqualTo(message.topVia());
            assertThat(message.from()).isEqualTo(message.from());
            assertThat(message.to()).isEqualTo(message.to());
            assertThat(message.callId()).isEqualTo(message.callId());
            assertThat(message.cSeq()).isEqualTo(message.cSeq());
            List<Contact> contacts = message.read(Contact.FIELD).values();
            assertThat(message.read(Contact.FIELD).values()).isEqualTo(contacts);
        }
    }

    @Test
    void writingGivesTheOctetsThatCame() {
        for (String sample : Samples.ALL) {
            byte[] bytes = Samples.bytes(sample);
            SipMessage message = Samples.message(bytes.clone());
            byte[] written = new byte[message.size()];
            message.writeTo(
                    (source, offset, length) ->
                            System.arraycopy(source, offset, written, 0, length));
            assertThat(message.toBytes()).isEqualTo(written);
            assertThat(Samples.text(bytes)).startsWith(Samples.text(written));
        }
    }
}
