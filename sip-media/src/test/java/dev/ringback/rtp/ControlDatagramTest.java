package dev.ringback.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControlDatagramTest {
    private static final ReportBlock BLOCK =
            new ReportBlock(7, new ReportBlock.Loss(128, -3), 0x1_0005, 40, 0xb7052000, 0x54000);

    @Test
    void whatIsWrittenIsReadAgain() {
        ControlDatagram datagram =
                new ControlDatagram(
                        List.of(
                                new SenderReport(
                                        1, 0x1234_5678_9ABC_DEF0L, 9, 10, 11, List.of(BLOCK)),
                                SourceDescription.of(1, "né"),
                                new Goodbye(List.of(1, 2))));
        byte[] written = datagram.write();

        assertThat(written.length % 4).isZero();
        assertThat(ControlDatagram.parse(written, written.length)).isEqualTo(datagram);
    }

    @Test
    void chunksEndOnAWordWithAZeroAtLeast() {
        for (int length = 0; length < 9; length++) {
            ControlDatagram datagram =
                    new ControlDatagram(
                            List.of(
                                    new ReceiverReport(1, List.of(BLOCK, BLOCK)),
                                    SourceDescription.of(5, "x".repeat(length))));
            byte[] written = datagram.write();

            assertThat(written[written.length - 1]).isZero();
            assertThat(ControlDatagram.parse(written, written.length)).isEqualTo(datagram);
        }
    }

    @Test
    void aReceiverReportIsWrittenAsTheFigureHasIt() {
        byte[] written =
                new ControlDatagram(List.of(new ReceiverReport(0x0A0B0C0D, List.of(BLOCK))))
                        .write();

        assertThat(HexFormat.of().formatHex(written))
                .isEqualTo("81c900070a0b0c0d" + "0000000780fffffd0001000500000028b705200000054000");
    }

    @Test
    void eachFaultHasItsName() {
        assertThat(read("80c900")).isEqualTo(RtcpFault.TOO_SHORT);
        assertThat(ControlDatagram.parse(new byte[1600], 1504)).isEqualTo(RtcpFault.TOO_LONG);
        assertThat(read("40c9000100000001")).isEqualTo(RtcpFault.WRONG_VERSION);
        assertThat(read("80cb0000")).isEqualTo(RtcpFault.NO_REPORT_FIRST);
        assertThat(read("80c9000200000001")).isEqualTo(RtcpFault.CUT);
        assertThat(read("81c9000100000001")).isEqualTo(RtcpFault.CUT);
        assertThat(read("80c80000")).isEqualTo(RtcpFault.CUT);
        assertThat(read("80c900010000000181cb")).isEqualTo(RtcpFault.CUT);
        assertThat(read("a0c9000100000004" + "80cb0000")).isEqualTo(RtcpFault.WRONG_PADDING);
        assertThat(read("a0c9000100000009")).isEqualTo(RtcpFault.WRONG_PADDING);
        assertThat(read("80c9000100000001" + "81ca000100000001")).isEqualTo(RtcpFault.CUT);
        assertThat(read("80c9000100000001" + "81ca00020000000101ff4142")).isEqualTo(RtcpFault.CUT);
        assertThat(read("80c9000100000001" + "81cb000200000001ff414243")).isEqualTo(RtcpFault.CUT);
    }

    @Test
    void packetsThatWeDoNotKnowAreReadOver() {
        assertThat(read("80c9000100000001" + "85ce000211223344aabbccdd"))
                .isEqualTo(
                        new ControlDatagram(
                                List.of(
                                        new ReceiverReport(1, List.of()),
                                        new OtherControl(206, 5, 8))));
    }

    @Test
    void paddingOfTheLastPacketIsTakenAway() {
        assertThat(read("80c9000100000001" + "a1cb00020000000100000004"))
                .isEqualTo(
                        new ControlDatagram(
                                List.of(
                                        new ReceiverReport(1, List.of()),
                                        new Goodbye(List.of(1)))));
    }

    @Test
    void garbageIsAFaultOrPacketsAndNeverMore() {
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new byte[4 * random.nextInt(1, 24)];
            random.nextBytes(bytes);
            bytes[0] = (byte) (0x80 | (bytes[0] & 0x3F));
            bytes[1] = (byte) (200 + random.nextInt(2));
            bytes[2] = 0;
            bytes[3] = (byte) random.nextInt(bytes.length / 4);
            if (ControlDatagram.parse(bytes, bytes.length) instanceof ControlDatagram read) {
                assertThat(read.packets()).as("seed %d", seed).isNotEmpty();
            }
        }
    }

    @Test
    void aDatagramBeginsWithAReport() {
        Goodbye goodbye = new Goodbye(List.of(1));

        assertThatThrownBy(() -> new ControlDatagram(List.of(goodbye)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// The example of RFC 3550 §6.4.1, figure 2.
    @Test
    void theRoundTripIsThatOfTheFigure() {
        assertThat(BLOCK.roundTrip(0xb7108000)).isEqualTo(Duration.ofMillis(6125));
    }

    @Test
    void aRoundTripThatCannotBeIsNone() {
        ReportBlock silent = new ReportBlock(7, new ReportBlock.Loss(0, 0), 1, 0, 0, 0);

        assertThat(silent.roundTrip(0x1000)).isNull();
        assertThat(BLOCK.roundTrip(0xb7052000)).isNull();
        assertThat(BLOCK.roundTrip(0x37052000)).isNull();
    }

    @Test
    void wallClockTimeCountsFrom1900() {
        Instant time = Instant.parse("1970-01-01T00:00:00.5Z");

        assertThat(NtpTime.of(time)).isEqualTo(0x83AA7E80_80000000L);
        assertThat(NtpTime.middle(NtpTime.of(time))).isEqualTo(0x7E808000);
        assertThat(NtpTime.units(Duration.ofMillis(5250))).isEqualTo(0x54000);
        assertThat(NtpTime.units(Duration.ofDays(10_000))).isEqualTo(Integer.MAX_VALUE);
    }

    private static RtcpReading read(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return ControlDatagram.parse(bytes, bytes.length);
    }
}
