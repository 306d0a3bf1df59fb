package dev.ringback.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.rtp.RtpPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class PeerAddressTest {
    private static final InetSocketAddress AGREED = at("192.0.2.1", 4000);
    private static final InetSocketAddress CONTROL = at("192.0.2.1", 4001);
    private static final InetSocketAddress OTHER = at("198.51.100.7", 9000);
    private static final InetSocketAddress THIRD = at("203.0.113.9", 7000);

    private final PeerAddress peer = peer(Strangers.FIRST_MAY_BE_THE_PEER);

    @Test
    void whoIsWhereItSaidIsHeard() {
        assertThat(peer.accepts(AGREED, header(1, 1))).isTrue();
        assertThat(peer.rtp()).isEqualTo(AGREED);
        assertThat(peer.control()).isEqualTo(CONTROL);
    }

    @Test
    void aStrangerIsThePeerAfterTwoPacketsInOrder() {
        assertThat(peer.accepts(OTHER, header(1, 10))).isFalse();
        assertThat(peer.rtp()).isEqualTo(AGREED);
        assertThat(peer.accepts(OTHER, header(1, 11))).isTrue();
        assertThat(peer.rtp()).isEqualTo(OTHER);
        assertThat(peer.control()).isEqualTo(at("198.51.100.7", 9001));
    }

    @Test
    void packetsOutOfOrderOrOfTwoSourcesProveNothing() {
        for (int i = 0; i < 50; i++) {
            assertThat(peer.accepts(OTHER, header(1, 2 * i))).isFalse();
            assertThat(peer.accepts(OTHER, header(1000 + i, 2 * i + 1))).isFalse();
        }
        assertThat(peer.rtp()).isEqualTo(AGREED);
        assertThat(peer.strange()).isEqualTo(100);
    }

    @Test
    void aStrangerIsDroppedOnceThePeerWasHeard() {
        peer.accepts(AGREED, header(1, 1));

        assertThat(peer.accepts(OTHER, header(2, 10))).isFalse();
        assertThat(peer.accepts(OTHER, header(2, 11))).isFalse();
        assertThat(peer.rtp()).isEqualTo(AGREED);
        assertThat(peer.strange()).isEqualTo(2);
    }

    @Test
    void aSecondStrangerIsDropped() {
        peer.accepts(OTHER, header(1, 10));
        peer.accepts(OTHER, header(1, 11));

        assertThat(peer.accepts(THIRD, header(3, 1))).isFalse();
        assertThat(peer.accepts(THIRD, header(3, 2))).isFalse();
        assertThat(peer.rtp()).isEqualTo(OTHER);
    }

    @Test
    void whereThePeerSaidThatItIsWins() {
        peer.accepts(OTHER, header(1, 10));
        peer.accepts(OTHER, header(1, 11));

        assertThat(peer.accepts(AGREED, header(2, 1))).isTrue();
        assertThat(peer.rtp()).isEqualTo(AGREED);
        assertThat(peer.accepts(OTHER, header(1, 12))).isFalse();
        assertThat(peer.accepts(OTHER, header(1, 13))).isFalse();
    }

    @Test
    void whereTheRuleIsStrictNobodyElseIsHeard() {
        PeerAddress strict = peer(Strangers.DROPPED);

        assertThat(strict.accepts(OTHER, header(1, 10))).isFalse();
        assertThat(strict.accepts(OTHER, header(1, 11))).isFalse();
        assertThat(strict.rtp()).isEqualTo(AGREED);
    }

    @Test
    void aNewDescriptionForgetsWhatWasFoundAndTheSameOneDoesNot() {
        peer.accepts(OTHER, header(1, 10));
        peer.accepts(OTHER, header(1, 11));
        peer.agreed(AGREED, CONTROL);
        assertThat(peer.rtp()).isEqualTo(OTHER);

        peer.agreed(THIRD, THIRD);
        assertThat(peer.rtp()).isEqualTo(THIRD);
        assertThat(peer.accepts(OTHER, header(1, 12))).isFalse();
    }

    @Test
    void whereNothingIsAgreedNobodyIsHeard() {
        peer.agreed(null, null);

        assertThat(peer.accepts(OTHER, header(1, 10))).isFalse();
        assertThat(peer.accepts(OTHER, header(1, 11))).isFalse();
        assertThat(peer.rtp()).isNull();
        assertThat(peer.control()).isNull();
    }

    @Test
    void reportsComeFromTheMachineThatAudioComesFrom() {
        assertThat(peer.acceptsControl(at("192.0.2.1", 5555))).isTrue();
        assertThat(peer.acceptsControl(OTHER)).isFalse();
        assertThat(peer.control()).isEqualTo(CONTROL);

        peer.accepts(OTHER, header(1, 10));
        peer.accepts(OTHER, header(1, 11));
        InetSocketAddress mapped = at("198.51.100.7", 12_345);
        assertThat(peer.acceptsControl(mapped)).isTrue();
        assertThat(peer.control()).isEqualTo(mapped);
    }

    private static PeerAddress peer(Strangers rule) {
        PeerAddress peer = new PeerAddress(rule);
        peer.agreed(AGREED, CONTROL);
        return peer;
    }

    private static RtpPacket.Header header(int source, int sequence) {
        return new RtpPacket.Header(0, false, sequence, 0, source);
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }
}
