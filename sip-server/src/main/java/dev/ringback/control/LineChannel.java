package dev.ringback.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Lines over a socket, with a bound on their length and on the time that the far end may take. One
/// thread.
final class LineChannel implements AutoCloseable {
    /// Octets of a line that a server reads.
    static final int MOST_ASKED = 65_536;

    /// Octets of a line that a client reads.
    static final int MOST_ANSWERED = 1 << 22;

    private static final int CHUNK = 16_384;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final int most;
    private final ByteBuffer read = ByteBuffer.allocate(CHUNK).flip();

    /// @param channel a connection, which is closed with this
    /// @param most octets of a line
    LineChannel(SocketChannel channel, int most) throws IOException {
        this.channel = channel;
        this.most = most;
        this.selector = Selector.open();
        channel.configureBlocking(false);
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /// The next line without its end.
    ///
    /// @throws EOFException where there is none
    /// @throws SocketTimeoutException where it takes longer than that
    String read(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (read.hasRemaining()) {
                byte octet = read.get();
                if (octet == '\n') {
                    return line.toString(UTF_8);
                }
                if (line.size() == most) {
                    throw new IOException("a line of more than " + most + " octets");
                }
                line.write(octet);
            }
            fill(end);
        }
    }

    private void fill(long end) throws IOException {
        read.clear();
        int count = channel.read(read);
        while (count == 0) {
            await(SelectionKey.OP_READ, end);
            count = channel.read(read);
        }
        read.flip();
        if (count < 0) {
            read.position(read.limit());
            throw new EOFException("the connection has ended");
        }
    }

    /// Writes a line.
    ///
    /// @throws SocketTimeoutException where the far end does not take it in that time
    void write(String line, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        ByteBuffer octets = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
        while (octets.hasRemaining()) {
            if (channel.write(octets) == 0) {
                await(SelectionKey.OP_WRITE, end);
            }
        }
    }

    private void await(int operation, long end) throws IOException {
        try {
            key.interestOps(operation);
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0 || (selector.select(left) == 0 && System.nanoTime() - end >= 0)) {
                throw new SocketTimeoutException("no answer in time");
            }
            selector.selectedKeys().clear();
        } catch (CancelledKeyException | ClosedSelectorException e) {
            throw new EOFException("closed by another thread: " + e);
        }
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
