package dev.ringback.callflow.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A file to which another process still writes: at its end it waits for more, until it is closed.
/// Any thread may close it; then what is in the file is read to its end.
public final class GrowingFile extends InputStream {
    private static final long PAUSE = Duration.ofMillis(50).toNanos();

    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();
    private boolean closed;

    /// Opens a file.
    ///
    /// @throws IOException if it cannot be read
    public GrowingFile(Path file) throws IOException {
        this.channel = FileChannel.open(file);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, octets.length);
        if (length == 0) {
            return 0;
        }
        while (channel.isOpen()) {
            boolean last = closed();
            int count = channel.read(ByteBuffer.wrap(octets, offset, length));
            if (count > 0) {
                return count;
            }
            if (last) {
                channel.close();
            } else {
                pause();
            }
        }
        return -1;
    }

    private boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws IOException {
        lock.lock();
        try {
            long left = PAUSE;
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new IOException("interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
