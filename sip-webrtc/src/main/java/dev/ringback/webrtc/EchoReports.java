package dev.ringback.webrtc;

import dev.ringback.rtp.ControlDatagram;
import dev.ringback.rtp.Goodbye;
import dev.ringback.rtp.NtpTime;
import dev.ringback.rtp.ReceiverReport;
import dev.ringback.rtp.Reception;
import dev.ringback.rtp.ReportBlock;
import dev.ringback.rtp.ReportSchedule;
import dev.ringback.rtp.RtcpPacket;
import dev.ringback.rtp.SenderReport;
import dev.ringback.rtp.SourceDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The reports of an echo, RFC 3550 §6. Pure, one owner. Times are monotonic, in nanoseconds.
final class EchoReports {
    private final RandomGenerator random;
    private final String name;
    private final ReportSchedule schedule = new ReportSchedule();
    private long due;
    private int packetsBefore;
    private @Nullable SenderReport last;
    private long lastAt;

    /// @param name the canonical name, §6.5.1
    EchoReports(RandomGenerator random, String name, long now) {
        this.random = random;
        this.name = name;
        this.due = now + schedule.next(random.nextDouble()).toNanos();
    }

    /// Takes a datagram of the peer.
    void received(byte[] datagram, long now) {
        if (ControlDatagram.parse(datagram, datagram.length) instanceof ControlDatagram control) {
            for (RtcpPacket packet : control.packets()) {
                if (packet instanceof SenderReport report) {
                    last = report;
                    lastAt = now;
                }
            }
        }
    }

    /// The report that is due; null where none is.
    byte @Nullable [] step(RtpEcho echo, long now, Instant wall) {
        if (now - due < 0) {
            return null;
        }
        due = now + schedule.next(random.nextDouble()).toNanos();
        return report(echo, now, wall, List.of());
    }

    /// The last one, with the BYE of our source: §6.6.
    byte[] goodbye(RtpEcho echo, long now, Instant wall) {
        return report(echo, now, wall, List.of(new Goodbye(List.of(echo.source()))));
    }

    private byte[] report(RtpEcho echo, long now, Instant wall, List<RtcpPacket> more) {
        Reception heard = echo.reception();
        List<ReportBlock> blocks =
                heard == null || !heard.valid() ? List.of() : List.of(block(heard, now));
        RtpEcho.Sent sent = echo.sent();
        List<RtcpPacket> packets = new ArrayList<>();
        packets.add(
                sent.packets() == packetsBefore
                        ? new ReceiverReport(echo.source(), blocks)
                        : new SenderReport(
                                echo.source(),
                                NtpTime.of(wall),
                                sent.timestamp(),
                                sent.packets(),
                                sent.octets(),
                                blocks));
        packetsBefore = sent.packets();
        packets.add(SourceDescription.of(echo.source(), name));
        packets.addAll(more);
        return new ControlDatagram(packets).write();
    }

    private ReportBlock block(Reception heard, long now) {
        boolean reported = last != null && last.source() == heard.source();
        SenderReport report = reported ? last : null;
        return new ReportBlock(
                heard.source(),
                heard.report(),
                heard.highestSequence(),
                (int) heard.jitter(),
                report == null ? 0 : NtpTime.middle(report.ntpTime()),
                report == null ? 0 : NtpTime.units(Duration.ofNanos(now - lastAt)));
    }
}
