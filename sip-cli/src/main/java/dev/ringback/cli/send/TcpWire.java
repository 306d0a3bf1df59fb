package dev.ringback.cli.send;

import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.StreamFramer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One connection.
final class TcpWire implements Wire {
    private static final int PATIENCE = 5_000;
    private static final int CHUNK = 65_536;

    private final Socket socket = new Socket();
    private final StreamFramer framer = new StreamFramer(ParseLimits.defaults());

    TcpWire(InetSocketAddress remote, int port) throws IOException {
        try {
            socket.bind(new InetSocketAddress(port));
            socket.connect(remote, PATIENCE);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public String own() {
        return Wire.text(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
    }

    @Override
    public byte @Nullable [] receive(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        byte[] message = framed();
        while (message == null && System.nanoTime() - end < 0) {
            if (!read(end - System.nanoTime())) {
                return null;
            }
            message = framed();
        }
        return message;
    }

    private byte @Nullable [] framed() throws IOException {
        StreamFramer.Result result = framer.next();
        while (result instanceof StreamFramer.KeepAlive) {
            result = framer.next();
        }
        if (result instanceof StreamFramer.Broken(var malformed)) {
            throw new IOException("what came is no SIP: " + malformed.reason());
        }
        return result instanceof StreamFramer.Frame frame ? frame.bytes() : null;
    }

    /// Whether octets came in time.
    private boolean read(long nanoseconds) throws IOException {
        socket.setSoTimeout((int) Math.max(1, nanoseconds / 1_000_000));
        byte[] chunk = new byte[CHUNK];
        InputStream in = socket.getInputStream();
        try {
            int length = in.read(chunk);
            if (length < 0) {
                throw new IOException("the server closed the connection");
            }
            framer.feed(ByteBuffer.wrap(chunk, 0, length));
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
