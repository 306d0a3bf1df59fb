package dev.ringback.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A stream connection of a test.
final class TcpPeer implements AutoCloseable {
    private final Socket socket;

    private TcpPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
    }

    static TcpPeer connect(InetSocketAddress to) throws IOException {
        return new TcpPeer(new Socket(to.getAddress(), to.getPort()));
    }

    /// For a peer whose side of the kernel holds little that it has not read.
    static TcpPeer connectWithSmallWindow(InetSocketAddress to) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(to);
        return new TcpPeer(socket);
    }

    static TcpPeer of(Socket accepted) throws IOException {
        return new TcpPeer(accepted);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void send(String text) throws IOException {
        send(Wire.bytes(text));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /// The next message without a body.
    String receive() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.length() < 4 || !text.substring(text.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /// Exactly that many bytes.
    String receive(int count) throws IOException {
        return new String(socket.getInputStream().readNBytes(count), StandardCharsets.ISO_8859_1);
    }

    /// Whether the other side has closed, with nothing left to read.
    boolean ended() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
