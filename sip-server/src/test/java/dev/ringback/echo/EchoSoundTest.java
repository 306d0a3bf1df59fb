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
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The signalling of an echo that has sound.
class EchoSoundTest {
    private static final String HEAD =
            """
            v=0
            o=alice 1 1 IN IP4 192.0.2.7
            s=-
            c=IN IP4 192.0.2.7
            t=0 0
            """;
    private static final String PHONE =
            HEAD
                    + """
                    m=audio 4000 RTP/AVP 9 8 101
                    a=rtpmap:101 telephone-event/8000
                    a=fmtp:101 0-15
                    a=ptime:20
                    """;
    private static final String BROWSER =
            HEAD
                    + """
                    a=group:BUNDLE 0 1
                    a=fingerprint:sha-256 AB:CD
                    m=audio 9 UDP/TLS/RTP/SAVPF 111 0
                    c=IN IP4 0.0.0.0
                    a=rtpmap:111 opus/48000/2
                    a=fmtp:111 minptime=10;useinbandfec=1
                    a=rtcp-fb:111 transport-cc
                    a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
                    a=ice-ufrag:frag
                    a=ice-pwd:password-of-the-browser
                    a=setup:actpass
                    a=mid:0
                    a=rtcp-mux
                    a=sendrecv
                    m=video 9 UDP/TLS/RTP/SAVPF 96
                    a=rtpmap:96 VP8/90000
                    a=ice-ufrag:frag
                    a=ice-pwd:password-of-the-browser
                    a=setup:actpass
                    a=mid:1
                    """;

    private final HandMedia media = new HandMedia();
    private final EchoBench bench =
            new EchoBench(new EchoService(new EchoSettings(3, Duration.ofHours(1)), media));
    private int branch;

    @Test
    void aPhoneIsAnsweredWithAllItsCodecsOnceTheSoundIsOpen() {
        assertThat(receive(invite(PHONE))).isEmpty();
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        assertThat(ok.status()).isEqualTo(200);
        assertThat(sdp(ok))
                .contains("c=IN IP4 127.0.0.1\r\n")
                .contains("m=audio 16384 RTP/AVP 9 8 101\r\n")
                .contains("a=rtpmap:9 G722/8000\r\n", "a=fmtp:101 0-15\r\n", "a=sendrecv\r\n");
        MediaOffer offer = stream.offers.getFirst();
        assertThat(offer.sources())
                .containsExactlyInAnyOrder(
                        InetAddress.ofLiteral("192.0.2.7"), InetAddress.ofLiteral("127.0.0.1"));
        assertThat(offer.formats()).isEqualTo(Map.of(9, 8_000, 8, 8_000, 101, 8_000));
        assertThat(offer.flows()).isTrue();
        assertThat(offer.ice()).isNull();
        assertThat(offer.dtls()).isNull();
        assertThat(media.places)
                .containsExactly(
                        new EchoMedia.Place(InetAddress.ofLiteral("127.0.0.1"), "127.0.0.1"));
    }

    @Test
    void aBrowserIsAnsweredWithOneStreamOfItsBundle() {
        receive(invite(BROWSER));
        HandMedia.Stream stream = media.give();
        String sdp = sdp(only(bench.settle()));
        assertThat(sdp)
                .contains(
                        """
                        t=0 0
                        a=group:BUNDLE 0
                        a=ice-lite
                        m=audio 16384 UDP/TLS/RTP/SAVPF 111 0
                        a=rtpmap:111 opus/48000/2
                        a=fmtp:111 minptime=10;useinbandfec=1
                        a=rtpmap:0 PCMU/8000
                        a=mid:0
                        a=sendrecv
                        a=rtcp-mux
                        a=ice-ufrag:u
                        a=setup:passive
                        m=video 0 UDP/TLS/RTP/SAVPF 96
                        a=mid:1
                        """
                                .replace("\n", "\r\n"))
                .doesNotContain("extmap", "rtcp-fb");
        MediaOffer offer = stream.offers.getFirst();
        assertThat(offer.flows()).isTrue();
        assertThat(offer.mux()).isTrue();
        assertThat(offer.formats()).isEqualTo(Map.of(111, 48_000, 0, 8_000));
        assertThat(offer.ice())
                .isEqualTo(new MediaOffer.Ice("frag", "password-of-the-browser", false));
        assertThat(offer.dtls())
                .isEqualTo(new MediaOffer.Dtls(List.of("sha-256 AB:CD"), "actpass"));
    }

    @Test
    void onHoldTheDirectionIsMirroredAndTheSoundStops() {
        receive(invite(BROWSER));
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        bench.receive(inside("ACK", 1, ok, null), udp());
        SipRequest hold = inside("INVITE", 2, ok, BROWSER.replace("sendrecv", "sendonly"));
        SipResponse held = only(receive(hold));
        assertThat(held.status()).isEqualTo(200);
        assertThat(sdp(held)).contains("a=recvonly\r\n").contains("m=audio 16384 ");
        assertThat(stream.offers.getLast().flows()).isFalse();
        assertThat(media.waiting).isEmpty();
    }

    @Test
    void aLaterOfferThatTheStreamRefusesLeavesTheCallAsItWas() {
        receive(invite(BROWSER));
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        bench.receive(inside("ACK", 1, ok, null), udp());
        stream.refuses = true;
        assertThat(only(receive(inside("INVITE", 2, ok, PHONE))).status()).isEqualTo(488);
        assertThat(stream.closed).isZero();
        assertThat(bench.echo().dialogCount()).isEqualTo(1);
    }

    @Test
    void whatTheStreamRefusesAtFirstIsNotAcceptableAndClosesIt() {
        receive(invite(BROWSER));
        HandMedia.Stream stream = new HandMedia.Stream();
        stream.refuses = true;
        media.waiting.removeFirst().accept(new EchoMedia.Ready(stream));
        assertThat(only(bench.settle()).status()).isEqualTo(488);
        assertThat(stream.closed).isEqualTo(1);
        assertThat(bench.echo().dialogCount()).isZero();
    }

    @Test
    void aByeClosesTheStream() {
        receive(invite(PHONE));
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        bench.receive(inside("ACK", 1, ok, null), udp());
        assertThat(only(receive(inside("BYE", 2, ok, null))).status()).isEqualTo(200);
        assertThat(stream.closed).isEqualTo(1);
    }

    @Test
    void theEndOfTheLongestCallClosesTheStream() {
        receive(invite(PHONE));
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        bench.receive(inside("ACK", 1, ok, null), udp());
        List<SipMessage> sent = bench.pass(Duration.ofHours(1));
        assertThat(sent)
                .anyMatch(m -> m instanceof SipRequest bye && bye.method().equals(Method.BYE));
        assertThat(stream.closed).isEqualTo(1);
    }

    @Test
    void withoutAnAckTheStreamIsClosedToo() {
        receive(invite(PHONE));
        HandMedia.Stream stream = media.give();
        bench.settle();
        bench.pass(Duration.ofSeconds(33));
        assertThat(stream.closed).isEqualTo(1);
    }

    @Test
    void aCallWhosePeerIsLostIsHungUp() {
        receive(invite(BROWSER));
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        bench.receive(inside("ACK", 1, ok, null), udp());
        bench.settle();
        Objects.requireNonNull(stream.lost).run();
        assertThat(bench.settle())
                .anyMatch(m -> m instanceof SipRequest bye && bye.method().equals(Method.BYE));
        assertThat(stream.closed).isEqualTo(1);
        assertThat(bench.echo().dialogCount()).isZero();
    }

    @Test
    void aCallerThatGivesUpBeforeTheSoundIsOpenGets487AndNothingStaysOpen() {
        SipRequest invite = invite(PHONE);
        receive(invite);
        SipRequest cancel =
                Requests.of(
                        "CANCEL sip:echo@localhost",
                        "Via: " + invite.value(HeaderName.VIA),
                        "Call-ID: " + invite.callId());
        assertThat(receive(cancel))
                .extracting(message -> ((SipResponse) message).status())
                .containsExactly(200, 487);
        HandMedia.Stream stream = media.give();
        assertThat(bench.settle()).isEmpty();
        assertThat(stream.closed).isEqualTo(1);
        assertThat(bench.echo().dialogCount()).isZero();
    }

    @Test
    void whenAllPortsAreTakenTheCallerIsToldToWait() {
        receive(invite(PHONE));
        media.waiting.removeFirst().accept(new EchoMedia.Full(50, 50));
        SipResponse busy = only(bench.settle());
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.value(HeaderName.RETRY_AFTER)).isEqualTo("30");
    }

    @Test
    void callsThatAreBeingOpenedCountAsCalls() {
        for (int i = 0; i < 3; i++) {
            assertThat(receive(invite(PHONE))).isEmpty();
        }
        assertThat(only(receive(invite(PHONE))).status()).isEqualTo(503);
    }

    @Test
    void withoutAnOfferItMakesOneAndTakesTheAnswerFromTheAck() {
        receive(invite(null));
        HandMedia.Stream stream = media.give();
        SipResponse ok = only(bench.settle());
        assertThat(sdp(ok)).contains("m=audio 16384 RTP/AVP 0 8 101\r\n");
        assertThat(stream.offers.getLast().sources()).hasSize(1);
        bench.receive(inside("ACK", 1, ok, PHONE), udp());
        assertThat(stream.offers.getLast().sources()).contains(InetAddress.ofLiteral("192.0.2.7"));
    }

    @Test
    void whatHasNoSoundOpensNothing() {
        String off = PHONE.replace("m=audio 4000", "m=audio 0");
        assertThat(sdp(only(receive(invite(off))))).contains("m=audio 0 RTP/AVP");
        String keyless = BROWSER.replace("a=fingerprint:sha-256 AB:CD\n", "");
        SipResponse refused = only(receive(invite(keyless)));
        assertThat(refused.status()).isEqualTo(488);
        assertThat(refused.value(HeaderName.WARNING)).startsWith("302 ");
        String video = HEAD + "m=video 9 RTP/AVP 96\na=rtpmap:96 VP8/90000\n";
        assertThat(only(receive(invite(video))).value(HeaderName.WARNING)).startsWith("304 ");
        assertThat(media.waiting).isEmpty();
    }

    @Test
    void anAddressOfZerosHoldsAPhone() {
        receive(invite(PHONE.replace("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0")));
        HandMedia.Stream stream = media.give();
        bench.settle();
        assertThat(stream.offers.getFirst().flows()).isFalse();
    }

    private List<SipMessage> receive(SipRequest request) {
        return bench.receive(request, udp());
    }

    private static SipResponse only(List<SipMessage> messages) {
        assertThat(messages).hasSize(1);
        return (SipResponse) messages.getFirst();
    }

    private SipRequest invite(@Nullable String sdp) {
        return with(sdp, request("INVITE sip:echo@localhost", "Call-ID: call-" + ++branch));
    }

    private SipRequest inside(String method, int sequence, SipResponse ok, @Nullable String sdp) {
        return with(
                sdp,
                request(
                        method + " sip:echo@127.0.0.1:5060",
                        "To: " + ok.value(HeaderName.TO),
                        "Call-ID: " + ok.callId(),
                        "CSeq: " + sequence + ' ' + method));
    }

    private SipRequest request(String startLine, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Via: SIP/2.0/UDP 127.0.0.1:5070;branch=z9hG4bK-sound-" + ++branch);
        all.add("Contact: <sip:alice@127.0.0.1:5070>");
        return Requests.of(startLine, all.toArray(String[]::new));
    }

    private static SipRequest with(@Nullable String sdp, SipRequest request) {
        return sdp == null
                ? request
                : request.edit().body("application/sdp", sdp.getBytes(UTF_8)).build();
    }

    private static String sdp(SipResponse response) {
        return new String(response.body(), UTF_8);
    }

    private static Flow udp() {
        return Requests.flow(Transport.UDP, 5070);
    }
}
