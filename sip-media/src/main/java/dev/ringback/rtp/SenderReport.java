package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a source sent and heard: SR, RFC 3550 §6.4.1.
///
/// @param source the SSRC of its maker
/// @param ntpTime when it was made, as [NtpTime#of]
/// @param timestamp the same time on the scale of its RTP timestamps
/// @param packets how many it sent, an unsigned number of 32 bits
/// @param octets how many octets of payload, an unsigned number of 32 bits
/// @param blocks how it hears others, up to 31
public record SenderReport(
        int source, long ntpTime, int timestamp, int packets, int octets, List<ReportBlock> blocks)
        implements RtcpReport {
    /// The packet type.
    public static final int TYPE = 200;

    private static final int FIXED = 24;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are more blocks than 31
    public SenderReport {
        blocks = ReceiverReport.checked(blocks);
    }

    static @Nullable SenderReport read(ByteBuffer in, int count) {
        if (in.remaining() < FIXED + count * ReportBlock.OCTETS) {
            return null;
        }
        return new SenderReport(
                in.getInt(),
                in.getLong(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                ReceiverReport.blocks(in, count));
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public void writeBody(ByteBuffer out) {
        out.putInt(source).putLong(ntpTime).putInt(timestamp).putInt(packets).putInt(octets);
        blocks.forEach(block -> block.write(out));
    }

    @Override
    public int bodyLength() {
        return FIXED + blocks.size() * ReportBlock.OCTETS;
    }
}
