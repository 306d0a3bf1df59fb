package dev.ringback.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.route.Via;
import dev.ringback.parse.MessageParser;
import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.Parsed;
import dev.ringback.sample.Corpus;
import dev.ringback.sample.Samples;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a proxy changes in place is what a builder makes of it.
class SpliceTest {
    private static final Via OTHER = Via.of("TCP", "other.example.com", 5070, "z9hG4bKother");

    @Test
    void everyMessageOfTheCorpusChangesAsABuilderChangesIt() {
        int requests = 0;
        int responses = 0;
        for (Corpus.Message text : Corpus.all()) {
            if (!(new MessageParser(ParseLimits.defaults()).parse(Corpus.octets(text.text()))
                    instanceof Parsed(SipMessage message))) {
                continue;
            }
            switch (message) {
                case SipRequest request -> {
                    requests++;
                    same(request.withTopVia(OTHER), otherVia(request));
                    same(request.withoutFirst(HeaderName.ROUTE), routeGone(request));
                }
                case SipResponse response -> {
                    responses++;
                    upstream(response);
                }
            }
        }
        assertThat(requests).isGreaterThan(200);
        assertThat(responses).isGreaterThan(200);
    }

    private static SipRequest otherVia(SipRequest request) {
        return request.edit().replaceFirst(HeaderName.VIA, OTHER.toString()).build();
    }

    private static SipRequest routeGone(SipRequest request) {
        return request.edit().removeFirst(HeaderName.ROUTE).build();
    }

    private static void upstream(SipResponse response) {
        if (response.read(Via.FIELD).values().size() == 1) {
            assertThat(response.withoutTopVia()).isNull();
        } else {
            SipResponse built = response.edit().removeFirst(HeaderName.VIA).build();
            same(Objects.requireNonNull(response.withoutTopVia()), built);
        }
    }

    private static void same(SipMessage one, SipMessage other) {
        assertThat(one).hasToString(other.toString());
        assertThat(one.toBytes()).isEqualTo(other.toBytes());
        assertThat(one.topVia()).isEqualTo(other.topVia());
        assertThat(one.read(Via.FIELD)).isEqualTo(other.read(Via.FIELD));
        assertThat(one.from()).isEqualTo(other.from());
        assertThat(one.to()).isEqualTo(other.to());
        assertThat(one.callId()).isEqualTo(other.callId());
        assertThat(one.cSeq()).isEqualTo(other.cSeq());
        assertThat(one.body()).isEqualTo(other.body());
        assertThat(one.headerCount()).isEqualTo(other.headerCount());
        for (int line = 0; line < one.headerCount(); line++) {
            assertThat(one.headerName(line)).isEqualTo(other.headerName(line));
            assertThat(one.headerValue(line)).isEqualTo(other.headerValue(line));
        }
        // the copy can be changed again, wherever its lines have gone
        if (one instanceof SipRequest request && other instanceof SipRequest made) {
            assertThat(request.edit().set(HeaderName.MAX_FORWARDS, "7").build())
                    .hasToString(made.edit().set(HeaderName.MAX_FORWARDS, "7").build().toString());
        }
    }

    @Test
    void linesThatAreNotSimpleAreLeftToTheBuilder() {
        for (String vias :
                List.of(
                        "Via: SIP/2.0/UDP a;branch=z9hG4bK1, SIP/2.0/UDP b;branch=z9hG4bK2",
                        "Via: SIP/2.0/UDP a\r\n ;branch=z9hG4bK1\r\nv: SIP/2.0/UDP b",
                        "Via: SIP/2.0/UDP a;branch=z9hG4bK1\r\nVia: SIP/2.0/UDP b\r\n ;branch=c",
                        "Via: SIP/2.0/UDP a\r\nVia: SIP/2.0/UDP b,SIP/2.0/UDP c")) {
            String top = "Via: SIP/2.0/UDP server10.biloxi.com;branch=z9hG4bK4b43c2ff8.1";
            String text = Samples.OK.substring(0, Samples.OK.indexOf("Via:"));
            String rest = Samples.OK.substring(Samples.OK.indexOf("To:"));
            upstream(
                    Samples.response(
                            text + top.replace("server10", "s") + "\r\n" + vias + "\r\n" + rest));
            upstream(Samples.response(text + vias + "\r\n" + rest));
        }
    }

    @Test
    void theLengthOfTheBodyIsPutRight() {
        String without = Samples.INVITE.replaceFirst("Content-Length: .*\r\n", "");
        assertThat(without).isNotEqualTo(Samples.INVITE);
        SipRequest request = Samples.request("\r\n\r\n" + without);
        same(request.withTopVia(OTHER), otherVia(request));
        assertThat(request.withTopVia(OTHER).has(HeaderName.CONTENT_LENGTH)).isTrue();
    }

    @Test
    void whatStandsBeforeAndAfterTheMessageIsNotCopied() {
        SipRequest request = Samples.request("\r\n\r\n" + Samples.INVITE + "more");
        same(request.withTopVia(OTHER), otherVia(request));
        SipRequest routed =
                Samples.request(
                        "\r\n" + Samples.INVITE.replace("To:", "Route: <sip:p;lr>\r\nTo:") + "x");
        same(routed.withoutFirst(HeaderName.ROUTE), routeGone(routed));
        assertThat(routed.withoutFirst(HeaderName.ROUTE).has(HeaderName.ROUTE)).isFalse();
    }
}
