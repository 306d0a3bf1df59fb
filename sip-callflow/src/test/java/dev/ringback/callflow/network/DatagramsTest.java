package dev.ringback.callflow.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.message.SipMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Link layers, IP and UDP.
class DatagramsTest {
    private static final byte[] DATAGRAM = Packets.udp(Messages.text("one", 3_000));

    private final Packets packets = new Packets();

    private static byte[] hex(String octets) {
        return java.util.HexFormat.of().parseHex(octets.replace(" ", ""));
    }

    private void behind(int linkType, String header) {
        packets.take(linkType, Packets.joined(hex(header), Packets.v4(17, DATAGRAM)));
    }

    @Test
    void eachLinkTypeLeadsToIp() {
        String macs = "01 02 03 04 05 06 0a 0b 0c 0d 0e 0f ";
        behind(1, macs + "0800");
        behind(1, macs + "8100 0005 0800");
        behind(1, macs + "88a8 0005 8100 0006 0800");
        behind(113, "0000 0304 0006 0102030405060000 0800");
        behind(276, "0800 0000 00000001 0304 00 06 0102030405060000");
        behind(276, "8100 0000 00000001 0304 00 06 0102030405060000 0005 0800");
        behind(0, "02000000");
        behind(0, "00000002");
        behind(108, "00000002");
        for (int raw : new int[] {12, 14, 101, 228}) {
            behind(raw, "");
        }
        assertThat(packets.found.callIds()).hasSize(13).containsOnly("one");
        packets.take(229, Packets.v6(17, DATAGRAM));
        assertThat(packets.found.callIds()).hasSize(14);
        assertThat(packets.skipped()).isEmpty();
    }

    @Test
    void whatIsNoIpIsCounted() {
        packets.take(1, hex("010203040506 0a0b0c0d0e0f 0806 0001"));
        packets.take(1, hex("0102"));
        packets.take(1, hex("010203040506 0a0b0c0d0e0f 8100 00"));
        packets.take(Packets.RAW, hex("00"));
        packets.take(105, hex("00"));
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.NOT_IP, 5L));
    }

    @Test
    void noNumberOfStackedTagsIsTooMuchForTheReader() {
        String macs = "010203040506 0a0b0c0d0e0f ";
        behind(1, macs + "8100 0005 ".repeat(8) + "0800");
        behind(1, macs + "8100 0005 ".repeat(9) + "0800");
        behind(1, macs + "8100 0005 ".repeat(60_000) + "0800");
        assertThat(packets.found.callIds()).containsExactly("one");
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.NOT_IP, 2L));
    }

    @Test
    void theEndOfAPacketIsWhereIpSays() {
        String text = Messages.text("one", 0).replace("Content-Length: 0\r\n", "");
        packets.take(Packets.joined(Packets.v4(17, Packets.udp(text)), new byte[18]));
        assertThat(packets.found.passed.getFirst().message().bodyLength()).isZero();
    }

    @Test
    void extensionHeadersAreStepsToTheDatagram() {
        byte[] header = {60, 0, 0, 0, 0, 0, 0, 0};
        byte[] longer = new byte[24];
        longer[0] = 51;
        longer[1] = 2;
        byte[] authentication = new byte[24];
        authentication[0] = 17;
        authentication[1] = 4;
        packets.take(Packets.v6(0, Packets.joined(header, longer, authentication, DATAGRAM)));
        assertThat(packets.found.callIds()).containsExactly("one");
    }

    @Test
    void headersThatAreNotWholeAreMalformed() {
        packets.take(Packets.v6(0, new byte[7]));
        packets.take(Packets.v6(0, new byte[] {0, 9, 0, 0, 0, 0, 0, 0}));
        packets.take(Packets.v6(44, new byte[7]));
        packets.take(Packets.v4(17, new byte[7]));
        packets.take(Packets.v4(6, new byte[19]));
        packets.take(new byte[] {0x45, 0, 0});
        byte[] shortHeader = Packets.v4(17, DATAGRAM);
        shortHeader[0] = 0x44;
        packets.take(shortHeader);
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.MALFORMED_PACKET, 7L));
    }

    @Test
    void keepAlivesAndOtherThingsAreNoMessages() {
        packets.take(Packets.v4(17, Packets.udp("\r\n\r\n")));
        packets.take(Packets.v4(17, Packets.udp("\0\0\0\0")));
        packets.take(Packets.v4(17, Packets.udp("")));
        packets.take(Packets.v4(17, Packets.udp("jaK")));
        packets.take(
                Packets.v4(17, Packets.udp(hex("0001 0000 2112a442 000000000000000000000000"))));
        packets.take(Packets.v4(17, Packets.udp("\u0080\u0000rtp")));
        packets.take(Packets.v4(1, new byte[8]));
        assertThat(packets.found.lines).isEmpty();
        assertThat(packets.skipped())
                .isEqualTo(Map.of(Skip.KEEP_ALIVE, 5L, Skip.NOT_SIP, 1L, Skip.OTHER_PROTOCOL, 1L));
    }

    @Test
    void ofADatagramTheMessageAloneIsKept() {
        packets.take(Packets.v4(17, Packets.udp(Messages.text("one", 3) + "x".repeat(60_000))));
        SipMessage message = packets.found.passed.getFirst().message();
        assertThat(message.bodyLength()).isEqualTo(3);
        message.writeTo((octets, _, length) -> assertThat(octets.length).isEqualTo(length));
    }

    @Test
    void whatLooksLikeSipAndIsMalformedIsUnreadable() {
        packets.take(Packets.v4(17, Packets.udp("INVITE sip:b SIP/2.0\r\nVia: x\r\n\r\n")));
        assertThat(packets.found.lines).containsExactly("unreadable: Malformed Via header field");
        assertThat(packets.found.texts().getFirst()).startsWith("INVITE sip:b");
        assertThat(packets.summary().unreadable()).isEqualTo(1);
    }

    @Test
    void whatTheSnapLengthCutIsUnreadable() {
        packets.takeCut(Packets.v4(17, DATAGRAM), 500);
        assertThat(packets.found.lines)
                .containsExactly("unreadable: Cut by the snap length of the capture");
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.TRUNCATED, 1L));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void fragmentsComeInAnyOrderAndMoreThanOnce(long seed) {
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < DATAGRAM.length; at += 512) {
            parts.add(Packets.part(DATAGRAM, at, at + 512));
        }
        parts.add(parts.get(2));
        Collections.shuffle(parts, new Random(seed));
        parts.forEach(packets::take);
        assertThat(packets.found.callIds()).containsExactly("one");
        assertThat(packets.found.passed.getFirst().message().bodyLength()).isEqualTo(3_000);
    }

    @Test
    void fragmentsThatWereAllCapturedTwiceMakeOneDatagram() {
        for (int from : new int[] {0, 1_024, 2_048}) {
            byte[] part = Packets.part(DATAGRAM, from, from == 2_048 ? 4_000 : from + 1_024);
            packets.take(part);
            packets.take(part);
        }
        packets.end();
        assertThat(packets.found.callIds()).containsExactly("one");
        assertThat(packets.skipped()).isEmpty();
    }

    @Test
    void fragmentsThatOverlapMakeTheDatagramVoid() {
        packets.take(Packets.part(DATAGRAM, 0, 1_024));
        packets.take(Packets.part(DATAGRAM, 512, 2_048));
        packets.take(Packets.part(DATAGRAM, 1_024, 4_000));
        packets.end();
        assertThat(packets.found.lines).isEmpty();
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 1L));
    }

    @Test
    void theSameFragmentWithOtherOctetsMakesTheDatagramVoid() {
        byte[] part = Packets.part(DATAGRAM, 0, 1_024);
        packets.take(part.clone());
        part[100] ^= 1;
        packets.take(part);
        packets.take(Packets.part(DATAGRAM, 1_024, 4_000));
        packets.end();
        assertThat(packets.found.lines).isEmpty();
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 1L));
    }

    @Test
    void fragmentsWaitForAWhileOnly() {
        packets.take(Packets.part(DATAGRAM, 0, 1_024));
        packets.passes(Duration.ofSeconds(16));
        packets.take(Packets.part(DATAGRAM, 1_024, 4_000));
        assertThat(packets.found.lines).isEmpty();
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 1L));
    }

    @Test
    void ofTooManyFragmentedDatagramsTheOldestIsGivenUp() {
        IntakeLimits usual = IntakeLimits.defaults();
        IntakeLimits two =
                new IntakeLimits(
                        usual.message(),
                        usual.streams(),
                        usual.streamOctets(),
                        usual.octets(),
                        2,
                        usual.patience());
        Packets few = new Packets(two);
        for (int id = 1; id <= 3; id++) {
            few.take(Packets.v4(true, 17, new byte[8], id, 0x2000));
        }
        assertThat(few.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 1L));
        few.end();
        assertThat(few.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 3L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFragmentBehindTheLastOneMakesTheDatagramVoid(boolean lastFirst) {
        byte[] last = Packets.v4(true, 17, new byte[8], 1, 1);
        byte[] behind = Packets.v4(true, 17, new byte[8], 1, 0x2000 | 100);
        packets.take(lastFirst ? last : behind);
        packets.take(lastFirst ? behind : last);
        packets.take(Packets.v4(true, 17, new byte[8], 1, 0x2000));
        packets.end();
        assertThat(packets.found.lines).isEmpty();
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 1L));
    }

    @Test
    void fragmentsThatCannotFitAreRefused() {
        packets.take(Packets.v4(true, 17, new byte[16], 1, 0x1fff));
        packets.take(Packets.v4(true, 17, new byte[13], 2, 0x2000));
        packets.end();
        assertThat(packets.skipped()).isEqualTo(Map.of(Skip.FRAGMENTS, 2L));
    }
}
