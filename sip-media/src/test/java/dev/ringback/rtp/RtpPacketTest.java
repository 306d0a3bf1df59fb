package dev.ringback.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RtpPacketTest {
    private static final RtpPacket.Header HEADER =
            new RtpPacket.Header(8, true, 0xABCD, 0x89ABCDEF, 0xFEDCBA98);

    @Test
    void thePacketIsWrittenAsTheFigureHasIt() {
        byte[] written = RtpPacket.of(HEADER, new byte[] {1, 2}).write();

        assertThat(HexFormat.of().formatHex(written)).isEqualTo("8088abcd89abcdeffedcba980102");
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            byte[] payload = new byte[random.nextInt(400)];
            random.nextBytes(payload);
            int type = random.nextInt(72);
            RtpPacket packet =
                    RtpPacket.of(
                            new RtpPacket.Header(
                                    type,
                                    random.nextBoolean(),
                                    random.nextInt(1 << 16),
                                    random.nextInt(),
                                    random.nextInt()),
                            payload);
            byte[] written = packet.write();

            assertThat(RtpPacket.parse(written, written.length)).isEqualTo(packet);
        }
    }

    @Test
    void contributorsExtensionAndPaddingAreNoPayload() {
        String hex =
                "b2" // padding, extension, two contributors
                        + "00"
                        + "0001"
                        + "00000010"
                        + "00000011"
                        + "0000000100000002"
                        + "bede0001"
                        + "11223344"
                        + "aabbcc"
                        + "000003";
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(RtpPacket.parse(bytes, bytes.length))
                .isInstanceOfSatisfying(
                        RtpPacket.class,
                        packet -> {
                            assertThat(packet.contributors()).containsExactly(1, 2);
                            assertThat(packet.payload())
                                    .containsExactly((byte) 0xAA, (byte) 0xBB, (byte) 0xCC);
                            assertThat(packet.header().source()).isEqualTo(0x11);
                        });
    }

    @Test
    void eachFaultHasItsName() {
        assertThat(read("8000000100000000000000")).isEqualTo(RtpFault.TOO_SHORT);
        assertThat(read("400000010000000000000000")).isEqualTo(RtpFault.WRONG_VERSION);
        assertThat(read("80c8000100000000000000aa")).isEqualTo(RtpFault.CONTROL_PACKET);
        assertThat(read("8100000100000000000000000000")).isEqualTo(RtpFault.CONTRIBUTORS_CUT);
        assertThat(read("9000000100000000000000000000ffff")).isEqualTo(RtpFault.EXTENSION_CUT);
        assertThat(read("900000010000000000000000bede")).isEqualTo(RtpFault.EXTENSION_CUT);
        assertThat(read("a00000010000000000000000")).isEqualTo(RtpFault.WRONG_PADDING);
        assertThat(read("a0000001000000000000000000")).isEqualTo(RtpFault.WRONG_PADDING);
        assertThat(read("a0000001000000000000000002")).isEqualTo(RtpFault.WRONG_PADDING);
        assertThat(RtpPacket.parse(new byte[2000], 1501)).isEqualTo(RtpFault.TOO_LONG);
    }

    @Test
    void garbageIsAFaultOrAPacketAndNeverMore() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
            }
            if (RtpPacket.parse(bytes, bytes.length) instanceof RtpPacket packet) {
                assertThat(packet.payloadLength()).as("seed %d", seed).isLessThan(bytes.length);
            }
        }
    }

    @Test
    void onlyTheGivenLengthIsRead() {
        byte[] written = RtpPacket.of(HEADER, new byte[] {1, 2}).write();
        byte[] longer = Arrays.copyOf(written, 100);

        assertThat(RtpPacket.parse(longer, written.length))
                .isEqualTo(RtpPacket.of(HEADER, new byte[] {1, 2}));
    }

    private static RtpReading read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return RtpPacket.parse(bytes, bytes.length);
    }
}
