package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody heard who sent nothing: RR, RFC 3550 §6.4.2.
///
/// @param source the SSRC of its maker
/// @param blocks how it hears others, up to 31
public record ReceiverReport(int source, List<ReportBlock> blocks) implements RtcpReport {
    /// The packet type.
    public static final int TYPE = 201;

    private static final int MOST_BLOCKS = 31;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are more blocks than 31
    public ReceiverReport {
        blocks = checked(blocks);
    }

    static List<ReportBlock> checked(List<ReportBlock> blocks) {
        if (blocks.size() > MOST_BLOCKS) {
            throw new IllegalArgumentException(blocks.size() + " blocks");
        }
        return List.copyOf(blocks);
    }

    static @Nullable ReceiverReport read(ByteBuffer in, int count) {
        if (in.remaining() < 4 + count * ReportBlock.OCTETS) {
            return null;
        }
        return new ReceiverReport(in.getInt(), blocks(in, count));
    }

    static List<ReportBlock> blocks(ByteBuffer in, int count) {
        List<ReportBlock> blocks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            blocks.add(ReportBlock.read(in));
        }
        return blocks;
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public void writeBody(ByteBuffer out) {
        out.putInt(source);
        blocks.forEach(block -> block.write(out));
    }

    @Override
    public int bodyLength() {
        return 4 + blocks.size() * ReportBlock.OCTETS;
    }
}
