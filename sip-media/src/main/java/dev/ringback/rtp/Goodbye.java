package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Sources that leave: BYE, RFC 3550 §6.6. A reason is read over, and never written.
///
/// @param sources the SSRCs, up to 31
public record Goodbye(List<Integer> sources) implements RtcpPacket {
    /// The packet type.
    public static final int TYPE = 203;

    private static final int MOST_SOURCES = 31;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are more than 31
    public Goodbye {
        if (sources.size() > MOST_SOURCES) {
            throw new IllegalArgumentException(sources.size() + " sources");
        }
        sources = List.copyOf(sources);
    }

    static @Nullable Goodbye read(ByteBuffer in, int count) {
        if (in.remaining() < count * 4) {
            return null;
        }
        List<Integer> sources = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            sources.add(in.getInt());
        }
        boolean cut = in.hasRemaining() && (in.get() & 0xFF) > in.remaining();
        return cut ? null : new Goodbye(sources);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public int count() {
        return sources.size();
    }

    @Override
    public void writeBody(ByteBuffer out) {
        sources.forEach(out::putInt);
    }

    @Override
    public int bodyLength() {
        return sources.size() * 4;
    }
}
