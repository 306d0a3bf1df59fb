package dev.ringback.callflow.hep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.callflow.sample.Messages;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HepCodecTest {
    private static final HepPacket PACKET =
            new HepPacket(
                    Instant.ofEpochSecond(1_000_000_000, 5_000),
                    HepPacket.UDP,
                    Messages.address("192.0.2.1", 5080),
                    Messages.address("192.0.2.2", 5060),
                    new HepOrigin(HepPacket.SIP, 2_001, "key", "call"),
                    Messages.octets("hi"));

    private static final String HEX =
            """
            48455033 0078
            0000 0001 0007 02
            0000 0002 0007 11
            0000 0003 000a c0000201
            0000 0004 000a c0000202
            0000 0007 0008 13d8
            0000 0008 0008 13c4
            0000 0009 000a 3b9aca00
            0000 000a 000a 00000005
            0000 000b 0007 01
            0000 000c 000a 000007d1
            0000 000e 0009 6b6579
            0000 0011 000a 63616c6c
            0000 000f 0008 6869
            """;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
    }

    private static HepPacket decoded(byte[] octets) {
        return Objects.requireNonNull(HepCodec.decode(octets, Messages.NOON));
    }

    private static void same(HepPacket one, HepPacket other) {
        assertThat(one).usingRecursiveComparison().isEqualTo(other);
    }

    @Test
    void aPacketIsItsChunks() {
        assertThat(HepCodec.encode(PACKET)).isEqualTo(hex(HEX));
        same(decoded(hex(HEX)), PACKET);
    }

    @Test
    void chunksOfVendorsAndUnknownOnesAreLeftOut() {
        String more =
                HEX.replace("48455033 0078", "48455033 008c")
                        + "0001 0001 0007 0a 0000 00ff 000d 01020304050607";
        same(decoded(hex(more)), PACKET);
    }

    @Test
    void whatFollowsThePacketIsNotRead() {
        byte[] longer = Arrays.copyOf(hex(HEX), 500);
        same(decoded(longer), PACKET);
    }

    @Test
    void addressesOfTwoFamiliesAreBothIpv6() {
        HepPacket mixed =
                new HepPacket(
                        PACKET.at(),
                        HepPacket.TCP,
                        Messages.address("2001:db8::1", 1),
                        PACKET.to(),
                        HepOrigin.sip(),
                        new byte[0]);
        byte[] octets = HepCodec.encode(mixed);
        assertThat(octets).contains(10, 0);
        HepPacket back = decoded(octets);
        assertThat(back.from()).isEqualTo(mixed.from());
        assertThat(back.to()).isEqualTo(mixed.to());
        assertThat(back.protocol()).isEqualTo(HepPacket.TCP);
        assertThat(back.origin()).isEqualTo(HepOrigin.sip());
    }

    @Test
    void versionOneHasNoTime() {
        HepPacket packet = decoded(hex("01 10 02 11 13d8 13c4 c0000201 c0000202 6869"));
        same(
                packet,
                new HepPacket(
                        Messages.NOON,
                        HepPacket.UDP,
                        PACKET.from(),
                        PACKET.to(),
                        HepOrigin.sip(),
                        PACKET.payload()));
    }

    @Test
    void versionTwoHasATimeAndAnAgent() {
        HepPacket packet =
                decoded(
                        hex(
                                "02 10 02 11 13d8 13c4 c0000201 c0000202"
                                        + "00ca9a3b 05000000 d107 0000 6869"));
        same(
                packet,
                new HepPacket(
                        PACKET.at(),
                        HepPacket.UDP,
                        PACKET.from(),
                        PACKET.to(),
                        HepOrigin.sip().from(2_001),
                        PACKET.payload()));
    }

    @Test
    void whatIsNoPacketIsNone() {
        byte[] whole = hex(HEX);
        assertThat(HepCodec.decode(new byte[0], Messages.NOON)).isNull();
        assertThat(HepCodec.decode(hex("48455034 0006"), Messages.NOON)).isNull();
        assertThat(HepCodec.decode(hex("48455033 0006"), Messages.NOON)).isNull();
        assertThat(HepCodec.decode(hex("48455033 000c 0000 0001 0005"), Messages.NOON)).isNull();
        assertThat(HepCodec.decode(hex("01 10 07 11 13d8 13c4 c0000201 c0000202"), Messages.NOON))
                .isNull();
        for (int length = 0; length < whole.length; length++) {
            assertThat(HepCodec.decode(Arrays.copyOf(whole, length), Messages.NOON)).isNull();
        }
    }

    @Test
    void aPacketThatIsTooLongIsRefused() {
        for (int length : new int[] {65_500, 70_000}) {
            HepPacket tooLong =
                    new HepPacket(
                            PACKET.at(),
                            HepPacket.UDP,
                            PACKET.from(),
                            PACKET.to(),
                            HepOrigin.sip(),
                            new byte[length]);
            assertThatThrownBy(() -> HepCodec.encode(tooLong))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
