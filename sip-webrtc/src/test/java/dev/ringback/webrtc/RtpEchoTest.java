package dev.ringback.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.rtp.ControlDatagram;
import dev.ringback.rtp.ReceiverReport;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.rtp.SenderReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What goes back for what was heard, and what is reported about it.
class RtpEchoTest {
    private static final Map<Integer, Integer> FORMATS = Map.of(0, 8_000);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RtpEcho echo = new RtpEcho(new Random(7));

    @Test
    void gapsAndPausesStayWhatTheyWere() {
        RtpPacket first = back(65_535, 1_000, 5);
        RtpPacket second = back(2, 5_000, 5);
        assertThat(first.header().source()).isEqualTo(echo.source()).isNotEqualTo(5);
        assertThat((second.header().sequence() - first.header().sequence()) & 0xFFFF).isEqualTo(3);
        assertThat(second.header().timestamp() - first.header().timestamp()).isEqualTo(4_000);
        assertThat(first.header().sequence()).isLessThan(1 << 15);
        assertThat(echo.sent().packets()).isEqualTo(2);
        assertThat(echo.sent().octets()).isEqualTo(8);
    }

    @Test
    void anotherSourceOfThePeerGoesOnWhereTheFirstEnded() {
        RtpPacket first = back(10, 1_000, 5);
        RtpPacket second = back(40_000, -9, 6);
        assertThat(second.header().sequence()).isEqualTo(first.header().sequence() + 1);
        assertThat(second.header().timestamp()).isEqualTo(first.header().timestamp() + 960);
        assertThat(second.header().source()).isEqualTo(first.header().source());
    }

    /// A number that is used twice is a piece of the keystream that is used twice.
    @Test
    void anotherSourceGoesOnBehindTheHighestAlsoWhenAnOldPacketCameLast() {
        RtpPacket highest = back(10, 1_000, 5);
        back(9, 840, 5);
        RtpPacket next = back(40_000, -9, 6);
        assertThat(next.header().sequence()).isEqualTo(highest.header().sequence() + 1);
        assertThat(next.header().timestamp()).isEqualTo(highest.header().timestamp() + 960);
    }

    @Test
    void whatWasNotAgreedOnIsNotHeard() {
        byte[] other = packet(8, 1, 0, 5).write();
        assertThat(echo.hear(other, other.length, FORMATS, 0)).isNull();
        assertThat(echo.hear(new byte[3], 3, FORMATS, 0)).isNull();
        assertThat(echo.reception()).isNull();
    }

    @Test
    void reportsCountWhatWasSentAndHeard() {
        EchoReports reports = new EchoReports(new Random(1), "me", 0);
        assertThat(reports.step(echo, 0, Instant.EPOCH)).isNull();
        for (int i = 0; i < 10; i++) {
            back(i, 160 * i, 5);
        }
        ControlDatagram first = report(reports, 10 * SECOND);
        SenderReport sent = (SenderReport) first.packets().getFirst();
        assertThat(sent.source()).isEqualTo(echo.source());
        assertThat(sent.packets()).isEqualTo(10);
        assertThat(sent.blocks()).hasSize(1);
        assertThat(sent.blocks().getFirst().source()).isEqualTo(5);
        ControlDatagram second = report(reports, 20 * SECOND);
        assertThat(second.packets().getFirst()).isInstanceOf(ReceiverReport.class);
    }

    private ControlDatagram report(EchoReports reports, long now) {
        byte[] report = Objects.requireNonNull(reports.step(echo, now, Instant.EPOCH));
        return (ControlDatagram) ControlDatagram.parse(report, report.length);
    }

    private RtpPacket back(int sequence, int timestamp, int source) {
        byte[] octets = packet(0, sequence, timestamp, source).write();
        RtpPacket heard = Objects.requireNonNull(echo.hear(octets, octets.length, FORMATS, 0));
        byte[] back = echo.back(heard);
        return (RtpPacket) RtpPacket.parse(back, back.length);
    }

    private static RtpPacket packet(int type, int sequence, int timestamp, int source) {
        RtpPacket.Header header = new RtpPacket.Header(type, false, sequence, timestamp, source);
        return RtpPacket.of(header, new byte[4]);
    }
}
