package dev.ringback.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Writes a WAV file, 16 bits linear, 8000 Hz, one channel. The header never promises more than is
/// written, and is brought up to date at least every second of audio: whoever finds the file after
/// a crash can play it. One owner.
public final class WavRecorder implements AutoCloseable {
    private static final int HEADER = 44;
    private static final long MOST_OCTETS = 0x7FFF_0000L;

    private final FileChannel file;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(2 * G711.RATE / 5).order(ByteOrder.LITTLE_ENDIAN);
    private long written;
    private long promised;
    private boolean closed;

    private WavRecorder(FileChannel file) {
        this.file = file;
    }

    /// Creates the file, or empties it. It is a valid file from then on.
    public static WavRecorder open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
        WavRecorder recorder = new WavRecorder(file);
        try {
            recorder.writeHeader();
            return recorder;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /// Adds samples. What would make the file longer than a WAV can be is left away.
    public void write(short[] samples) throws IOException {
        for (short sample : samples) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            buffer.putShort(sample);
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        if (written + buffer.remaining() <= MOST_OCTETS) {
            long at = HEADER + written;
            written += buffer.remaining();
            writeFully(buffer, at);
        }
        buffer.clear();
        if (written - promised >= G711.RATE) {
            writeHeader();
        }
    }

    private void writeHeader() throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        text(header, "RIFF").putInt((int) (HEADER - 8 + written));
        text(header, "WAVE");
        text(header, "fmt ").putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(G711.RATE).putInt(2 * G711.RATE).putShort((short) 2).putShort((short) 16);
        text(header, "data").putInt((int) written);
        writeFully(header.flip(), 0);
        promised = written;
    }

    private static ByteBuffer text(ByteBuffer header, String text) {
        return header.put(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void writeFully(ByteBuffer octets, long from) throws IOException {
        long at = from;
        while (octets.hasRemaining()) {
            at += file.write(octets, at);
        }
    }

    /// Writes what waits and closes the file. Once is enough, twice does no harm.
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (file) {
            flush();
            writeHeader();
        }
    }
}
