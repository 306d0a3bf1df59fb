package dev.ringback.rtp;

import java.util.List;

/// What its maker hears, in an SR or an RR: RFC 3550 §6.4.
public sealed interface RtcpReport extends RtcpPacket permits SenderReport, ReceiverReport {
    /// The SSRC of its maker.
    int source();

    /// How it hears others, up to 31.
    List<ReportBlock> blocks();

    @Override
    default int count() {
        return blocks().size();
    }
}
