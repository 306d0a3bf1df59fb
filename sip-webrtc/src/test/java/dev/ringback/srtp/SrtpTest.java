package dev.ringback.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.srtp.MasterKey.Label;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// SRTP against the vectors of RFC 3711 appendix B, and what must not be taken.
class SrtpTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final MasterKey KEY =
            new MasterKey(
                    HEX.parseHex("e1f97a0d3e018be0d64fa32c06de4139"),
                    HEX.parseHex("0ec675ad498afeebb6960b3aabe6"));
    private static final int SOURCE = 0xcafebabe;

    private final SrtpSender sender = new SrtpSender(KEY);
    private final SrtpReceiver receiver = new SrtpReceiver(KEY);

    @Test
    void theKeystreamIsThatOfAppendixB2() {
        Keystream keystream = new Keystream(HEX.parseHex("2b7e151628aed2a6abf7158809cf4f3c"));
        byte[] counter = HEX.parseHex("f0f1f2f3f4f5f6f7f8f9fafbfcfd0000");
        assertThat(HEX.formatHex(keystream.octets(counter, 48)))
                .isEqualTo(
                        "e03ead0935c95e80e166b16dd92b4eb4"
                                + "d23513162b02d0f72a43a2fe4a5f97ab"
                                + "41e95b3bb0a2e8dd477901e4fca894c0");
    }

    @Test
    void theKeysAreThoseOfAppendixB3() {
        assertThat(HEX.formatHex(KEY.derive(Label.RTP_ENCRYPTION)))
                .isEqualTo("c61e7a93744f39ee10734afe3ff7a087");
        assertThat(HEX.formatHex(KEY.derive(Label.RTP_SALT)))
                .isEqualTo("30cbbc08863d8c85d49db34a9ae1");
        assertThat(HEX.formatHex(KEY.derive(Label.RTP_AUTHENTICATION)))
                .isEqualTo("cebe321f6ff7716b6fd4ab49af256a156d38baa4");
    }

    /// The packet with which other implementations of the same profile prove themselves.
    @Test
    void aWholePacketIsAsOthersMakeIt() {
        byte[] plain = HEX.parseHex("800f1234decafbadcafebabe" + "ab".repeat(16));
        byte[] expected =
                HEX.parseHex(
                        "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402"
                                + "b78d6acc99ea179b8dbb");
        assertThat(sender.rtp(plain)).isEqualTo(expected);
        assertThat(receiver.rtp(expected, expected.length)).isEqualTo(plain);
    }

    @Test
    void aRepeatedPacketIsNotTaken() {
        byte[] sealed = sender.rtp(packet(7));
        assertThat(open(sealed)).isNotNull();
        assertThat(open(sealed)).isNull();
    }

    @Test
    void noNumberIsUsedForTwoPackets() {
        assertThat(sender.rtp(packet(100))).isNotNull();
        assertThat(sender.fresh(packet(100))).isFalse();
        assertThatThrownBy(() -> sender.rtp(packet(100)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(sender.fresh(packet(101))).isTrue();
        assertThat(sender.fresh(packet(99))).isTrue();
        assertThat(sender.fresh(packet(36))).isFalse();
        assertThat(sender.rtp(packet(99))).isNotNull();
        assertThat(sender.fresh(packet(99))).isFalse();
    }

    @Test
    void anOctetThatWasChangedIsSeen() {
        byte[] sealed = sender.rtp(packet(7));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThat(open(changed)).as("octet " + i).isNull();
        }
        assertThat(open(sealed)).isEqualTo(packet(7));
    }

    @Test
    void packetsOutOfOrderAreTakenWithinTheWindow() {
        byte[] early = sender.rtp(packet(100));
        byte[] late = sender.rtp(packet(101));
        byte[] last = sender.rtp(packet(165));
        assertThat(open(late)).isEqualTo(packet(101));
        assertThat(open(early)).isEqualTo(packet(100));
        byte[] old = new SrtpSender(KEY).rtp(packet(102));
        assertThat(open(last)).isEqualTo(packet(165));
        assertThat(open(old)).isEqualTo(packet(102));
        assertThat(open(new SrtpSender(KEY).rtp(packet(99)))).isNull();
    }

    @Test
    void theCountGoesOnWhenSequenceNumbersBeginAnew() {
        for (int i = 65_530; i < 65_536 + 70_000; i += 500) {
            byte[] plain = packet(i & 0xFFFF);
            assertThat(open(sender.rtp(plain))).as("packet " + i).isEqualTo(plain);
        }
        // A sender that does not know of the new round is not understood.
        assertThat(open(new SrtpSender(KEY).rtp(packet(5)))).isNull();
    }

    @Test
    void packetsThatAreCutOrOfAnotherVersionAreNone() {
        byte[] sealed = sender.rtp(packet(7));
        for (int length = 0; length < sealed.length; length++) {
            assertThat(receiver.rtp(sealed, length)).isNull();
        }
        byte[] extended = sealed.clone();
        extended[0] = (byte) 0x9F;
        assertThat(open(extended)).isNull();
    }

    @Test
    void moreSourcesThanThereMayBeAreNotTaken() {
        for (int i = 0; i < SrtpReceiver.MOST_SOURCES; i++) {
            assertThat(open(new SrtpSender(KEY).rtp(packet(1, i)))).isNotNull();
        }
        assertThat(open(new SrtpSender(KEY).rtp(packet(1, 99)))).isNull();
        assertThat(open(new SrtpSender(KEY).rtp(packet(2, 3)))).isNotNull();
    }

    @Test
    void reportsAreHiddenNumberedAndNotTakenTwice() {
        byte[] plain = HEX.parseHex("80c90001cafebabe81ca0002cafebabe010261620000");
        byte[] first = sender.control(plain);
        byte[] second = sender.control(plain);
        assertThat(first).hasSize(plain.length + 14).isNotEqualTo(second);
        assertThat(first).startsWith(HEX.parseHex("80c90001cafebabe"));
        assertThat(HEX.formatHex(first)).doesNotContain("81ca0002cafebabe");
        assertThat(ByteBuffer.wrap(second).getInt(plain.length)).isEqualTo(0x80000001);
        assertThat(receiver.control(second, second.length)).isEqualTo(plain);
        assertThat(receiver.control(first, first.length)).isEqualTo(plain);
        assertThat(receiver.control(first, first.length)).isNull();
        byte[] changed = sender.control(plain);
        changed[9] ^= 1;
        assertThat(receiver.control(changed, changed.length)).isNull();
        assertThat(receiver.control(changed, 20)).isNull();
    }

    private byte @Nullable [] open(byte[] sealed) {
        return receiver.rtp(sealed, sealed.length);
    }

    private static byte[] packet(int sequence) {
        return packet(sequence, SOURCE);
    }

    private static byte[] packet(int sequence, int source) {
        ByteBuffer packet = ByteBuffer.allocate(32);
        packet.put((byte) 0x80).put((byte) 0).putShort((short) sequence);
        packet.putInt(160 * sequence).putInt(source);
        return packet.array();
    }
}
