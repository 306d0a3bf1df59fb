package dev.ringback.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.route.Via;
import dev.ringback.sample.Samples;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SipRequestBuilderTest {
    private static final SipUri BOB = SipUri.of(false, "bob", "biloxi.com", -1);

    private static SipRequest.Builder complete() {
        return SipRequest.builder(Method.OPTIONS, BOB)
                .set(HeaderName.VIA, "SIP/2.0/UDP h;branch=z9hG4bK1")
                .set(HeaderName.FROM, "<sip:a@b>;tag=1")
                .set(HeaderName.TO, "<sip:bob@biloxi.com>")
                .set(HeaderName.CALL_ID, "x@y")
                .set(HeaderName.CSEQ, "1 OPTIONS")
                .set(HeaderName.MAX_FORWARDS, "70");
    }

    @Test
    void whatIsMadeIsReadBackAsTheSame() {
        SipRequest made = complete().body("text/plain", Samples.bytes("h\u00e9")).build();
        assertThat(made)
                .hasToString(
                        Samples.wire(
                                """
                                OPTIONS sip:bob@biloxi.com SIP/2.0
                                Via: SIP/2.0/UDP h;branch=z9hG4bK1
                                From: <sip:a@b>;tag=1
                                To: <sip:bob@biloxi.com>
                                Call-ID: x@y
                                CSeq: 1 OPTIONS
                                Max-Forwards: 70
                                Content-Type: text/plain
                                Content-Length: 3

                                h\u00e9"""));
        assertSameReading(made, Samples.request(made.toString()));
    }

    @Test
    void headersOfAUriStayOutOfTheRequestUri() {
        SipUri uri = SipUri.of(false, "bob", "biloxi.com", -1);
        SipUri withHeaders =
                (SipUri) Objects.requireNonNull(Uri.parse("sip:bob@biloxi.com?Route=%3Csip:x%3E"));
        SipRequest edited = complete().build().edit().requestUri(withHeaders).build();
        assertThat(edited.requestUri()).isEqualTo(uri);
        assertThat(edited.toString()).startsWith("OPTIONS sip:bob@biloxi.com SIP/2.0\r\n");
        assertSameReading(edited, Samples.request(edited.toString()));
    }

    /// What a builder knows of its message is what the parser finds in its octets.
    private static void assertSameReading(SipMessage made, SipMessage parsed) {
        assertThat(parsed.headerCount()).isEqualTo(made.headerCount());
        for (int line = 0; line < made.headerCount(); line++) {
            assertThat(made.headerName(line)).isEqualTo(parsed.headerName(line));
            assertThat(made.headerValue(line)).isEqualTo(parsed.headerValue(line));
        }
        assertThat(made.topVia()).isEqualTo(parsed.topVia());
        assertThat(made.from()).isEqualTo(parsed.from());
        assertThat(made.to()).isEqualTo(parsed.to());
        assertThat(made.callId()).isEqualTo(parsed.callId());
        assertThat(made.cSeq()).isEqualTo(parsed.cSeq());
        assertThat(made.body()).isEqualTo(parsed.body());
        assertThat(made.toBytes()).isEqualTo(parsed.toBytes());
        if (made instanceof SipRequest request) {
            assertThat(request.maxForwards()).isEqualTo(((SipRequest) parsed).maxForwards());
            assertThat(request.method()).isEqualTo(((SipRequest) parsed).method());
            assertThat(request.requestUri()).isEqualTo(((SipRequest) parsed).requestUri());
        }
    }

    @Test
    void anEditedCopyKnowsWhatItsOctetsSay() {
        SipRequest base =
                complete()
                        .add(HeaderName.VIA, "SIP/2.0/UDP second;branch=z9hG4bK2")
                        .add(HeaderName.VIA, "SIP/2.0/UDP third, SIP/2.0/UDP fourth")
                        .build();
        List<SipRequest.Builder> edits =
                List.of(
                        base.edit(),
                        base.edit().addFirst(HeaderName.VIA, "SIP/2.0/UDP new;branch=z9hG4bK3"),
                        base.edit().removeFirst(HeaderName.VIA),
                        base.edit().removeFirst(HeaderName.VIA).removeFirst(HeaderName.VIA),
                        base.edit().replaceFirst(HeaderName.VIA, "SIP/2.0/TCP h;branch=z9hG4bK4"),
                        base.edit().set(HeaderName.VIA, "SIP/2.0/UDP alone;branch=z9hG4bK5"),
                        base.edit().set(HeaderName.FROM, "<sip:c@d>;tag=2"),
                        base.edit().set(HeaderName.TO, "<sip:c@d>;tag=3"),
                        base.edit().set(HeaderName.CALL_ID, "z"),
                        base.edit().set(HeaderName.CSEQ, "2 BYE").method(Method.BYE),
                        base.edit().set(HeaderName.MAX_FORWARDS, "69"));
        for (SipRequest.Builder edit : edits) {
            SipRequest made = edit.build();
            assertSameReading(made, Samples.request(made.toString()));
        }
    }

    @Test
    void eachBaseHeaderIsNeeded() {
        for (HeaderName name :
                List.of(
                        HeaderName.VIA,
                        HeaderName.FROM,
                        HeaderName.TO,
                        HeaderName.CALL_ID,
                        HeaderName.CSEQ,
                        HeaderName.MAX_FORWARDS)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> complete().remove(name).build())
                    .withMessage(name + " is missing");
        }
    }

    @Test
    void nothingMalformedIsMade() {
        for (Map.Entry<HeaderName, String> entry :
                Map.of(
                                HeaderName.VIA, "SIP/2.0/UDP",
                                HeaderName.FROM, "<>",
                                HeaderName.TO, "bob",
                                HeaderName.CALL_ID, "a b",
                                HeaderName.CSEQ, "1 INVITE",
                                HeaderName.MAX_FORWARDS, "256")
                        .entrySet()) {
            assertThatThrownBy(() -> complete().set(entry.getKey(), entry.getValue()).build())
                    .as(entry.toString())
                    .isInstanceOfAny(IllegalArgumentException.class, IllegalStateException.class)
                    .hasMessageContaining(entry.getKey().canonical());
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().add(HeaderName.TO, "<sip:x@y>"));
        assertThatIllegalStateException().isThrownBy(() -> complete().method(Method.BYE).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().set(HeaderName.SUBJECT, "a\r\nEvil: b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().add(HeaderName.SUBJECT, "a\nb"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().addFirst(HeaderName.SUBJECT, "a\0b"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complete().replaceFirst(HeaderName.SUBJECT, "a\rb"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Method.of("A B"));
    }

    @Test
    void anEditWithoutAnEditIsTheSame() {
        for (String sample :
                List.of(
                        Samples.INVITE,
                        Samples.REGISTER,
                        Samples.TORTUOUS,
                        Samples.UNUSUAL,
                        Samples.CANCEL)) {
            SipRequest request = Samples.request(sample);
            SipRequest made = request.edit().build();
            assertThat(made.toBytes()).isEqualTo(request.toBytes());
            assertSameReading(made, Samples.request(sample));
        }
    }

    @Test
    void aHopChangesOnlyWhatItIsToldTo() {
        SipRequest request = Samples.request(Samples.TORTUOUS);
        Via stamped = request.topVia().withParameter("received", "192.0.2.9");
        SipRequest made =
                request.edit()
                        .requestUri(BOB)
                        .replaceFirst(HeaderName.VIA, stamped.toString())
                        .addFirst(HeaderName.VIA, "SIP/2.0/UDP p;branch=z9hG4bKp")
                        .set(HeaderName.MAX_FORWARDS, "67")
                        .removeFirst(HeaderName.ROUTE)
                        .addFirst(HeaderName.RECORD_ROUTE, "<sip:p;lr>")
                        .build();
        String expected =
                Samples.TORTUOUS
                        .replaceFirst(
                                "INVITE .*\r\n",
                                "INVITE sip:bob@biloxi.com SIP/2.0\r\nRecord-Route: <sip:p;lr>\r\n")
                        .replaceFirst("MaX-fOrWaRdS: 0068", "Max-Forwards: 67")
                        .replaceFirst("Route:\r\n .*\r\n", "")
                        .replaceFirst(
                                "Via  :(.*\r\n ){2}.*\r\n",
                                "Via: SIP/2.0/UDP p;branch=z9hG4bKp\r\nVia: " + stamped + "\r\n");
        assertThat(made).hasToString(expected);
        assertSameReading(made, Samples.request(expected));
    }

    @Test
    void firstValuesOfListsAreTakenOneByOne() {
        SipRequest request =
                Samples.request(
                        Samples.BARE.replace(
                                "i: 1",
                                "i: 1\r\nRoute: \"a,b\" <sip:x,y@z>;p=\",\" ,\r\n <sip:2> , <sip:3>"
                                        + "\r\nX-Own: 1,2\r\nroute: <sip:4>"));
        SipRequest.Builder builder = request.edit();
        assertThat(routes(builder))
                .containsExactly("\"a,b\" <sip:x,y@z>;p=\",\" , <sip:2> , <sip:3>", "<sip:4>");
        builder.removeFirst(HeaderName.ROUTE);
        assertThat(routes(builder)).containsExactly("<sip:2> , <sip:3>", "<sip:4>");
        builder.replaceFirst(HeaderName.ROUTE, "<sip:x>");
        assertThat(routes(builder)).containsExactly("<sip:x>, <sip:3>", "<sip:4>");
        builder.removeFirst(HeaderName.ROUTE).removeFirst(HeaderName.ROUTE);
        assertThat(routes(builder)).containsExactly("<sip:4>");
        builder.removeFirst(HeaderName.ROUTE).removeFirst(HeaderName.ROUTE);
        assertThat(routes(builder)).isEmpty();
        HeaderName own = HeaderName.of("x-own");
        assertThat(builder.build().value(own)).isEqualTo("1,2");
        assertThat(builder.removeFirst(own).build().has(own)).isFalse();
    }

    private static List<String> routes(SipRequest.Builder builder) {
        return builder.build().values(HeaderName.ROUTE);
    }

    @Test
    void aDerivedRequestRepeatsWhatOthersWrote() {
        SipRequest cancel =
                SipRequest.derived(Method.CANCEL, SipUri.of(false, "b", "h", -1))
                        .add(HeaderName.VIA, "SIP/2.0/UDP h;branch=z9hG4bK1;x=a@b")
                        .add(HeaderName.FROM, "<sip:a@b:5060>;tag=a@b")
                        .add(HeaderName.TO, "sip:b@h;x=a@b")
                        .add(HeaderName.CALL_ID, "1")
                        .add(HeaderName.CSEQ, "1 CANCEL")
                        .add(HeaderName.MAX_FORWARDS, "70")
                        .build();
        assertThat(cancel.from().tag()).isEqualTo("a@b");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                SipRequest.builder(Method.CANCEL, cancel.requestUri())
                                        .add(HeaderName.FROM, "<sip:a@b>;tag=a@b"));
    }

    @Test
    void linesGoWhereTheyBelong() {
        SipRequest request =
                complete()
                        .add(HeaderName.CONTACT, "<sip:c1>")
                        .set(HeaderName.SUBJECT, "s")
                        .add(HeaderName.CONTACT, "<sip:c2>")
                        .addFirst(HeaderName.CONTACT, "<sip:c0>")
                        .addFirst(HeaderName.ROUTE, "<sip:r;lr>")
                        .addFirst(HeaderName.USER_AGENT, " spaced\t")
                        .build();
        assertThat(request.headerName(0)).isEqualTo(HeaderName.ROUTE);
        assertThat(request.values(HeaderName.CONTACT))
                .containsExactly("<sip:c0>", "<sip:c1>", "<sip:c2>");
        assertThat(request.headerName(8)).isEqualTo(HeaderName.CONTACT);
        assertThat(request.headerName(10)).isEqualTo(HeaderName.SUBJECT);
        assertThat(request.value(HeaderName.USER_AGENT)).isEqualTo("spaced");
        SipRequest one = request.edit().set(HeaderName.CONTACT, "<sip:9>").build();
        assertThat(one.values(HeaderName.CONTACT)).containsExactly("<sip:9>");
        assertThat(one.headerName(7)).isEqualTo(HeaderName.CONTACT);
        assertThat(one.edit().remove(HeaderName.CONTACT).build().has(HeaderName.CONTACT)).isFalse();
    }

    @Test
    void manyLinesFit() {
        SipRequest.Builder builder = complete();
        for (int i = 0; i < 100; i++) {
            builder.add(HeaderName.of("X-" + i), "" + i);
        }
        assertThat(builder.build().headerCount()).isEqualTo(107);
        assertThat(builder.build().value(HeaderName.of("x-99"))).isEqualTo("99");
    }

    @Test
    void contentLengthIsAlwaysRightAndThereOnce() {
        SipRequest twice =
                Samples.request(
                        Samples.INVITE.replace(
                                "Content-Length: 12", "Content-Length: 12\r\nl: 012"));
        assertThat(twice.edit().build().values(HeaderName.CONTENT_LENGTH)).containsExactly("12");
        assertThat(twice.edit().set(HeaderName.CONTENT_LENGTH, "99").build())
                .hasToString(Samples.request(Samples.INVITE).toString());
        SipRequest without = twice.edit().noBody().build();
        assertThat(without.value(HeaderName.CONTENT_LENGTH)).isEqualTo("0");
        assertThat(without.has(HeaderName.CONTENT_TYPE)).isFalse();
        assertThat(without.bodyLength()).isZero();
        SipRequest other = twice.edit().body("a/b", new byte[7]).build();
        assertThat(other.value(HeaderName.CONTENT_LENGTH)).isEqualTo("7");
        assertThat(other.values(HeaderName.CONTENT_TYPE)).containsExactly("a/b");
        assertThat(other.body()).isEqualTo(new byte[7]);
        SipRequest rest = Samples.request(Samples.BARE + "rest");
        assertThat(rest.edit().build().value(HeaderName.CONTENT_LENGTH)).isEqualTo("4");
    }

    @Test
    void whatCameWithoutMaxForwardsMayGoWithoutIt() {
        SipRequest bare = Samples.request(Samples.BARE);
        assertThat(bare.edit().build().maxForwards()).isEqualTo(-1);
        assertThat(bare.edit().set(HeaderName.MAX_FORWARDS, "70").build().maxForwards())
                .isEqualTo(70);
        SipRequest request = Samples.request(Samples.INVITE);
        assertThatIllegalStateException()
                .isThrownBy(() -> request.edit().remove(HeaderName.MAX_FORWARDS).build());
    }

    @Test
    void theMethodChangesWithItsCSeq() {
        SipRequest ack =
                Samples.request(Samples.INVITE)
                        .edit()
                        .method(Method.ACK)
                        .set(HeaderName.CSEQ, new CSeq(314_159, Method.ACK).toString())
                        .noBody()
                        .build();
        assertThat(ack.method()).isSameAs(Method.ACK);
        assertThat(ack.cSeq().method()).isSameAs(Method.ACK);
        assertSameReading(ack, Samples.request(ack.toString()));
    }
}
