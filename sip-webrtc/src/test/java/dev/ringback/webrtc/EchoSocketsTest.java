package dev.ringback.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ringback.echo.EchoMedia;
import dev.ringback.echo.EchoSettings;
import dev.ringback.echo.EchoStream;
import dev.ringback.echo.MediaAnswer;
import dev.ringback.echo.MediaOffer;
import dev.ringback.echo.PortRange;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The echo on real sockets of the loopback, with a peer that checks, shakes hands and talks.
@Timeout(60)
class EchoSocketsTest {
    private static final EchoMedia.Place HERE = new EchoMedia.Place(Peer.LOOPBACK, "127.0.0.1");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final EchoSockets media =
            new EchoSockets(EchoSettings.defaults().on(new PortRange(41_200, 41_219)), PATIENCE);
    private Peer peer;
    private int sequence = 100;

    @BeforeEach
    void appear() throws IOException {
        peer = new Peer();
    }

    @AfterEach
    void nothingIsLeft() {
        media.close();
        peer.vanish();
        await().untilAsserted(() -> assertThat(media.calls()).isZero());
    }

    @Test
    void aPhoneHearsItself() throws Exception {
        EchoStream stream = open();
        MediaAnswer answer = answer(stream, Peer.plain(true));
        peer.to(answer);
        peer.send(Peer.packet(0, 10, "hello"));
        byte[] first = peer.sound();
        peer.send(Peer.packet(0, 12, "world"));
        byte[] second = peer.sound();

        assertThat(answer.media()).isEmpty();
        assertThat(answer.port()).isBetween(41_200, 41_219).isEven();
        assertThat(Peer.sound(first)).isEqualTo("hello");
        assertThat(Peer.sound(second)).isEqualTo("world");
        assertThat(second[3] - first[3] & 0xFF).isEqualTo(2);
        assertThat(HexFormat.of().formatHex(first, 8, 12)).isNotEqualTo("01020304");
    }

    @Test
    void otherPayloadTypesAndStrangersAreNotSentBack() throws Exception {
        EchoStream stream = open();
        MediaOffer elsewhere =
                new MediaOffer(
                        Set.of(InetAddress.ofLiteral("192.0.2.1")),
                        Map.of(0, 8_000),
                        true,
                        true,
                        null,
                        null);
        peer.to(answer(stream, elsewhere));
        peer.send(Peer.packet(0, 1, "stranger"));
        assertThat(peer.silent()).isTrue();
        assertThat(stream.answer(Peer.plain(true))).isNotNull();
        peer.send(Peer.packet(8, 2, "not agreed on"));
        assertThat(peer.silent()).isTrue();
        peer.send(Peer.packet(0, 3, "agreed on"));
        assertThat(Peer.sound(peer.sound())).isEqualTo("agreed on");
    }

    @Test
    void onHoldNothingComesBack() throws Exception {
        EchoStream stream = open();
        peer.to(answer(stream, Peer.plain(true)));
        peer.send(Peer.packet(0, 1, "one"));
        assertThat(peer.sound()).isNotNull();
        assertThat(stream.answer(Peer.plain(false))).isNotNull();
        peer.send(Peer.packet(0, 2, "two"));
        assertThat(peer.silent()).isTrue();
        assertThat(stream.answer(Peer.plain(true))).isNotNull();
        peer.send(Peer.packet(0, 3, "three"));
        assertThat(Peer.sound(peer.sound())).isEqualTo("three");
    }

    @Test
    void aBrowserHearsItself() throws Exception {
        MediaAnswer answer = answer(open(), peer.offer("actpass", true));
        peer.to(answer);
        assertThat(answer.session()).contains("ice-lite");
        assertThat(Peer.value(answer, "setup")).isEqualTo("passive");
        assertThat(Peer.value(answer, "candidate"))
                .matches("1 1 udp \\d+ 127.0.0.1 " + answer.port() + " typ host");
        assertThat(peer.check(answer)).isTrue();
        SrtpKeys keys = peer.shake(answer).keys();
        assertThat(echoed(keys, "hello")).isEqualTo("hello");
        assertThat(echoed(keys, "again")).isEqualTo("again");
    }

    @Test
    void aPhoneWithKeysAndWithoutIceHearsItself() throws Exception {
        MediaAnswer answer = answer(open(), peer.phone());
        peer.to(answer);
        SrtpKeys keys = peer.shake(answer).keys();
        assertThat(echoed(keys, "hello")).isEqualTo("hello");
    }

    /// An address in a session description is anybody's word, and so is the source of a datagram.
    @Test
    void aHelloOfWhoHearsNothingBringsNoMoreThanItself() throws Exception {
        MediaAnswer answer = answer(open(), peer.phone());
        peer.to(answer);
        byte[] hello = peer.hello(answer);
        peer.send(hello);
        int came = 0;
        for (byte @Nullable [] next = peer.receive(2_500);
                next != null;
                next = peer.receive(2_500)) {
            came += next.length;
        }
        assertThat(came).isPositive().isLessThanOrEqualTo(hello.length);
    }

    @Test
    void theBrowserMayBeTheServerOfTheHandshake() throws Exception {
        MediaAnswer answer = answer(open(), peer.offer("passive", true));
        peer.to(answer);
        assertThat(Peer.value(answer, "setup")).isEqualTo("active");
        assertThat(peer.check(answer)).isTrue();
        SrtpKeys keys = peer.shake(answer).keys();
        assertThat(echoed(keys, "hello")).isEqualTo("hello");
    }

    @Test
    void aRepeatedOrPlainPacketIsNotSentBack() throws Exception {
        MediaAnswer answer = answer(open(), peer.offer("actpass", true));
        peer.to(answer);
        peer.check(answer);
        SrtpKeys keys = peer.shake(answer).keys();
        assertThat(echoed(keys, "first")).isEqualTo("first");
        byte[] sealed = keys.sender().rtp(Peer.packet(111, 201, "once"));
        peer.send(sealed);
        assertThat(peer.sound()).isNotNull();
        peer.send(sealed);
        assertThat(peer.silent()).isTrue();
        peer.send(Peer.packet(111, 202, "unprotected"));
        assertThat(peer.silent()).isTrue();
        byte[] forged = keys.sender().rtp(Peer.packet(111, 203, "forged"));
        forged[14] ^= 1;
        peer.send(forged);
        assertThat(peer.silent()).isTrue();
    }

    @Test
    void aHandshakeWithAnotherCertificateFailsAndTheCallIsLost() throws Exception {
        EchoStream stream = open();
        CompletableFuture<String> lost = new CompletableFuture<>();
        stream.whenLost(() -> lost.complete("lost"));
        String wrong = "sha-256 " + "00:".repeat(31) + "00";
        MediaAnswer answer = answer(stream, peer.offer(wrong, "actpass", "frag", true));
        peer.to(answer);
        peer.check(answer);
        assertThatThrownBy(() -> peer.shake(answer)).isInstanceOf(IOException.class);
        assertThat(lost.get(10, TimeUnit.SECONDS)).isEqualTo("lost");
        await().untilAsserted(() -> assertThat(media.calls()).isZero());
    }

    @Test
    void aForgedCheckIsNotAnsweredAndOpensNothing() throws Exception {
        EchoStream stream = open();
        AtomicInteger lost = new AtomicInteger();
        stream.whenLost(lost::incrementAndGet);
        MediaAnswer answer = answer(stream, peer.offer("actpass", true));
        peer.to(answer);
        assertThat(peer.check(answer, "a-guess-of-24-characters", "frag")).isFalse();
        assertThat(peer.check(answer, Peer.value(answer, "ice-pwd"), "other")).isFalse();
        // The hello of a stranger is not heard: nobody answers it.
        peer.send(HexFormat.of().parseHex("16fefd0000000000000000000a" + "00".repeat(10)));
        assertThat(peer.silent()).isTrue();
        await().untilAsserted(() -> assertThat(lost).hasValue(1));
        await().untilAsserted(() -> assertThat(media.calls()).isZero());
    }

    @Test
    void aPeerThatNeverShakesHandsIsLost() throws Exception {
        EchoStream stream = open();
        AtomicInteger lost = new AtomicInteger();
        stream.whenLost(lost::incrementAndGet);
        MediaAnswer answer = answer(stream, peer.offer("actpass", true));
        peer.to(answer);
        assertThat(peer.check(answer)).isTrue();
        peer.send(Peer.packet(111, 1, "unprotected"));
        assertThat(peer.silent()).isTrue();
        await().untilAsserted(() -> assertThat(lost).hasValue(1));
        await().untilAsserted(() -> assertThat(media.calls()).isZero());
    }

    @Test
    void aPeerThatEndsTheAssociationIsLost() throws Exception {
        EchoStream stream = open();
        AtomicInteger lost = new AtomicInteger();
        stream.whenLost(lost::incrementAndGet);
        MediaAnswer answer = answer(stream, peer.offer("actpass", true));
        peer.to(answer);
        peer.check(answer);
        peer.shake(answer).dtls().close();
        await().untilAsserted(() -> assertThat(lost).hasValue(1));
        await().untilAsserted(() -> assertThat(media.calls()).isZero());
    }

    @Test
    void aLaterOfferRestartsIceOnTheSameAssociation() throws Exception {
        EchoStream stream = open();
        MediaAnswer first = answer(stream, peer.offer("actpass", true));
        peer.to(first);
        peer.check(first);
        SrtpKeys keys = peer.shake(first).keys();
        MediaOffer same = peer.offer("actpass", false);
        MediaOffer.Dtls dtls = Objects.requireNonNull(same.dtls());
        String fingerprint = dtls.fingerprints().getFirst();
        MediaAnswer second = answer(stream, peer.offer(fingerprint, "actpass", "anew", true));
        assertThat(Peer.value(second, "ice-pwd")).isNotEqualTo(Peer.value(first, "ice-pwd"));
        assertThat(Peer.value(second, "setup")).isEqualTo("passive");
        assertThat(second.port()).isEqualTo(first.port());
        assertThat(echoed(keys, "old path")).isEqualTo("old path");
        assertThat(peer.check(second, Peer.value(second, "ice-pwd"), "anew")).isTrue();
        assertThat(echoed(keys, "new path")).isEqualTo("new path");
        assertThat(stream.answer(Peer.plain(true))).isNull();
    }

    @Test
    void whatCannotBeServedIsRefused() throws Exception {
        EchoStream stream = open();
        assertThat(stream.answer(peer.offer("sha-1 00:11", "actpass", "frag", true))).isNull();
        assertThat(stream.answer(peer.offer("holdconn", true))).isNull();
        MediaOffer lite =
                new MediaOffer(
                        Set.of(Peer.LOOPBACK),
                        Map.of(0, 8_000),
                        true,
                        true,
                        new MediaOffer.Ice("frag", "password", true),
                        null);
        assertThat(stream.answer(lite)).isNull();
        assertThat(stream.answer(Peer.plain(true))).isNotNull();
    }

    @Test
    void aClosedStreamGivesItsPortBackAndSaysGoodbye() throws Exception {
        EchoStream stream = open();
        AtomicInteger lost = new AtomicInteger();
        stream.whenLost(lost::incrementAndGet);
        MediaAnswer answer = answer(stream, Peer.plain(true));
        peer.to(answer);
        peer.send(Peer.packet(0, 1, "one"));
        assertThat(peer.sound()).isNotNull();
        stream.close();
        byte[] goodbye = peer.report();
        assertThat(goodbye[1] & 0xFF).isEqualTo(200);
        assertThat(HexFormat.of().formatHex(goodbye)).contains("81cb0001");
        await().untilAsserted(() -> assertThat(media.calls()).isZero());
        new DatagramSocket(new InetSocketAddress(Peer.LOOPBACK, answer.port())).close();
        assertThat(lost).hasValue(0);
    }

    @Test
    void thereAreNoMoreCallsThanPorts() throws Exception {
        try (EchoSockets few =
                new EchoSockets(EchoSettings.defaults().on(new PortRange(41_230, 41_233)))) {
            EchoMedia.Opened first = opened(few);
            EchoMedia.Opened second = opened(few);
            assertThat(List.of(first, second)).allMatch(EchoMedia.Ready.class::isInstance);
            assertThat(opened(few)).isEqualTo(new EchoMedia.Full(2, 2));
        }
    }

    @Test
    void aPortThatAnotherHasIsPassedOver() throws Exception {
        try (DatagramSocket taken =
                        new DatagramSocket(new InetSocketAddress(Peer.LOOPBACK, 41_240));
                EchoSockets few =
                        new EchoSockets(
                                EchoSettings.defaults().on(new PortRange(41_240, 41_243)))) {
            assertThat(taken.isBound()).isTrue();
            EchoStream stream = ((EchoMedia.Ready) opened(few)).stream();
            assertThat(answer(stream, Peer.plain(true)).port()).isEqualTo(41_242);
            assertThat(opened(few)).isInstanceOf(EchoMedia.Full.class);
        }
    }

    /// What comes back. The other end of a handshake may have its keys a moment later, and drops
    /// what comes before.
    private String echoed(SrtpKeys keys, String sound) throws IOException {
        byte @Nullable [] sealed = null;
        for (int i = 0; sealed == null && i < 10; i++) {
            peer.send(keys.sender().rtp(Peer.packet(111, ++sequence, sound)));
            sealed = peer.soon();
        }
        byte[] answered = Objects.requireNonNull(sealed, "nothing comes back");
        byte[] packet = Objects.requireNonNull(keys.receiver().rtp(answered, answered.length));
        assertThat(packet[1]).isEqualTo((byte) 111);
        return Peer.sound(packet);
    }

    private static MediaAnswer answer(EchoStream stream, MediaOffer offer) {
        return Objects.requireNonNull(stream.answer(offer));
    }

    private EchoStream open() throws Exception {
        return ((EchoMedia.Ready) opened(media)).stream();
    }

    private static EchoMedia.Opened opened(EchoMedia from) throws Exception {
        CompletableFuture<EchoMedia.Opened> told = new CompletableFuture<>();
        from.open(HERE, told::complete);
        return told.get(10, TimeUnit.SECONDS);
    }
}
