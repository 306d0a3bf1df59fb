package dev.ringback.media;

import dev.ringback.rtp.ControlDatagram;
import dev.ringback.rtp.Goodbye;
import dev.ringback.rtp.NtpTime;
import dev.ringback.rtp.OtherControl;
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

/// The reports of both sides: RFC 3550 §6. Pure, one owner.
final class ReportExchange {
    private final RandomGenerator random;
    private final String name;
    private final ReportSchedule schedule = new ReportSchedule();
    private long due;
    private boolean scheduled;
    private boolean senderLastTime;
    private int lastReport;
    private long lastReportAt;
    private int lastReporter;
    private @Nullable Duration roundTrip;
    private @Nullable ReportBlock peer;
    private long sent;
    private boolean leftByPeer;

    /// @param name the canonical name, §6.5.1
    ReportExchange(RandomGenerator random, String name) {
        this.random = random;
        this.name = name;
    }

    /// Takes what the peer reports.
    ///
    /// @param own our SSRC
    void received(ControlDatagram datagram, int own, Moment now) {
        for (RtcpPacket packet : datagram.packets()) {
            switch (packet) {
                case SenderReport report -> {
                    lastReport = NtpTime.middle(report.ntpTime());
                    lastReportAt = now.nanos();
                    lastReporter = report.source();
                    blocks(report.blocks(), own, now.wall());
                }
                case ReceiverReport report -> blocks(report.blocks(), own, now.wall());
                case Goodbye _ -> leftByPeer = true;
                case SourceDescription _, OtherControl _ -> {}
            }
        }
    }

    private void blocks(List<ReportBlock> blocks, int own, Instant wall) {
        for (ReportBlock block : blocks) {
            if (block.source() == own) {
                peer = block;
                Duration time = block.roundTrip(NtpTime.middle(NtpTime.of(wall)));
                roundTrip = time == null ? roundTrip : time;
            }
        }
    }

    /// The report that is due; null where none is.
    byte @Nullable [] step(OutgoingAudio out, @Nullable Reception in, Moment now) {
        if (!scheduled) {
            scheduled = true;
            due = now.nanos() + schedule.next(random.nextDouble()).toNanos();
        }
        if (now.nanos() - due < 0) {
            return null;
        }
        due = now.nanos() + schedule.next(random.nextDouble()).toNanos();
        sent++;
        return report(out, in, now, List.of());
    }

    /// The last report, with the BYE of the own source: §6.6. Null where we never sent anything.
    byte @Nullable [] goodbye(OutgoingAudio out, @Nullable Reception in, Moment now) {
        if (sent == 0 && out.packets() == 0) {
            return null;
        }
        sent++;
        return report(out, in, now, List.of(new Goodbye(List.of(out.source()))));
    }

    private byte[] report(
            OutgoingAudio out, @Nullable Reception in, Moment now, List<RtcpPacket> more) {
        boolean sends = out.sentSinceAsked();
        List<ReportBlock> blocks =
                in == null || !in.valid() ? List.of() : List.of(block(in, now.nanos()));
        List<RtcpPacket> packets = new ArrayList<>();
        if (sends || senderLastTime) {
            packets.add(
                    new SenderReport(
                            out.source(),
                            NtpTime.of(now.wall()),
                            out.timestamp(),
                            (int) out.packets(),
                            (int) out.octets(),
                            blocks));
        } else {
            packets.add(new ReceiverReport(out.source(), blocks));
        }
        senderLastTime = sends;
        packets.add(SourceDescription.of(out.source(), name));
        packets.addAll(more);
        return new ControlDatagram(packets).write();
    }

    private ReportBlock block(Reception in, long now) {
        boolean reported = lastReport != 0 && lastReporter == in.source();
        return new ReportBlock(
                in.source(),
                in.report(),
                in.highestSequence(),
                (int) in.jitter(),
                reported ? lastReport : 0,
                reported ? NtpTime.units(Duration.ofNanos(now - lastReportAt)) : 0);
    }

    /// The time to the peer and back; null where no report told.
    @Nullable Duration roundTrip() {
        return roundTrip;
    }

    /// How the peer hears us; null where no report told.
    @Nullable ReportBlock peer() {
        return peer;
    }

    long sent() {
        return sent;
    }

    /// Whether the peer said goodbye.
    boolean leftByPeer() {
        return leftByPeer;
    }
}
