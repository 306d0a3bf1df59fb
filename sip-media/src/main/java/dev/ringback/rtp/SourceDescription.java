package dev.ringback.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who the sources are: SDES, RFC 3550 §6.5.
///
/// @param chunks one for each source, up to 31
public record SourceDescription(List<Chunk> chunks) implements RtcpPacket {
    /// The packet type.
    public static final int TYPE = 202;

    /// The item that every compound packet carries: the canonical name, §6.5.1.
    public static final int CNAME = 1;

    private static final int MOST_CHUNKS = 31;
    private static final int MOST_TEXT = 255;

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are more chunks than 31
    public SourceDescription {
        if (chunks.size() > MOST_CHUNKS) {
            throw new IllegalArgumentException(chunks.size() + " chunks");
        }
        chunks = List.copyOf(chunks);
    }

    /// What is said of one source.
    ///
    /// @param source its SSRC
    /// @param items in their order
    public record Chunk(int source, List<Item> items) {
        /// Copies the list.
        public Chunk {
            items = List.copyOf(items);
        }
    }

    /// One thing that is said.
    ///
    /// @param type 1 to 255
    /// @param text up to 255 octets of UTF-8; what a peer wrote, to be shown with care
    public record Item(int type, String text) {
        /// @throws IllegalArgumentException if the type is none or the text is too long
        public Item {
            if (type < 1 || type > 255 || octets(text).length > MOST_TEXT) {
                throw new IllegalArgumentException(type + " " + text);
            }
        }
    }

    /// A description that says the canonical name of one source.
    ///
    /// @throws IllegalArgumentException if the name has more than 255 octets
    public static SourceDescription of(int source, String name) {
        return new SourceDescription(List.of(new Chunk(source, List.of(new Item(CNAME, name)))));
    }

    static @Nullable SourceDescription read(ByteBuffer in, int count) {
        List<Chunk> chunks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Chunk chunk = readChunk(in);
            if (chunk == null) {
                return null;
            }
            chunks.add(chunk);
        }
        return new SourceDescription(chunks);
    }

    private static @Nullable Chunk readChunk(ByteBuffer in) {
        if (in.remaining() < 8) {
            return null;
        }
        int source = in.getInt();
        List<Item> items = new ArrayList<>();
        while (in.hasRemaining()) {
            int type = in.get() & 0xFF;
            if (type == 0) {
                // the end of the chunk: zeros up to the next word
                in.position(Math.min(in.limit(), in.position() + 3 & ~3));
                return new Chunk(source, items);
            }
            int length = in.hasRemaining() ? in.get() & 0xFF : MOST_TEXT + 1;
            if (length > in.remaining()) {
                return null;
            }
            byte[] text = new byte[length];
            in.get(text);
            Item item = item(type, text);
            if (item != null) {
                items.add(item);
            }
        }
        return null;
    }

    /// The item, or null when its octets are no UTF-8 and grow too long in becoming it.
    private static @Nullable Item item(int type, byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        return octets(text).length > MOST_TEXT ? null : new Item(type, text);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int type() {
        return TYPE;
    }

    @Override
    public int count() {
        return chunks.size();
    }

    @Override
    public void writeBody(ByteBuffer out) {
        for (Chunk chunk : chunks) {
            int start = out.position();
            out.putInt(chunk.source);
            for (Item item : chunk.items) {
                byte[] text = octets(item.text);
                out.put((byte) item.type).put((byte) text.length).put(text);
            }
            out.position(start + length(chunk));
        }
    }

    @Override
    public int bodyLength() {
        return chunks.stream().mapToInt(SourceDescription::length).sum();
    }

    /// With one zero at least after the items, up to the next word.
    private static int length(Chunk chunk) {
        int length = 4;
        for (Item item : chunk.items) {
            length += 2 + octets(item.text).length;
        }
        return length + 4 & ~3;
    }
}
