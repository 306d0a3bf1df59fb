package dev.ringback.runtime;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A WebSocket of a test, frame by frame, that can break every rule.
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int FINAL = 0x80;
    static final String USUAL =
            String.join(
                    "\r\n",
                    "Upgrade: websocket",
                    "Connection: keep-alive, Upgrade",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13",
                    "");

    private final Socket socket;
    private final DataInputStream in;

    RawWebSocket(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(5_000);
        this.in = new DataInputStream(socket.getInputStream());
    }

    /// A frame: what its first octet says, and its content, an octet in each character.
    record Frame(int first, String content) {
        String text() {
            return new String(
                    content.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        int code() {
            return content.charAt(0) << 8 | content.charAt(1);
        }
    }

    static RawWebSocket connect(InetSocketAddress to) throws IOException {
        return new RawWebSocket(new Socket(to.getAddress(), to.getPort()));
    }

    /// One that has been opened.
    static RawWebSocket open(InetSocketAddress to, String path) throws IOException {
        RawWebSocket opened = connect(to);
        String answer = opened.ask(path, USUAL + "Sec-WebSocket-Protocol: sip\r\n");
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
        return opened;
    }

    /// Asks for a WebSocket and gives the head of the answer.
    String ask(String path, String headers) throws IOException {
        send(
                ("GET " + path + " HTTP/1.1\r\nHost: example.com\r\n" + headers + "\r\n")
                        .getBytes(StandardCharsets.UTF_8));
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    void send(byte[] octets) throws IOException {
        socket.getOutputStream().write(octets);
        socket.getOutputStream().flush();
    }

    void send(int first, String content) throws IOException {
        send(frame(first, content.getBytes(StandardCharsets.UTF_8), true));
    }

    static byte[] frame(int first, byte[] content, boolean masked) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first);
        int mask = masked ? 0x80 : 0;
        if (content.length < 126) {
            out.write(mask | content.length);
        } else {
            out.write(mask | 126);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        byte[] key = {1, 2, 3, 4};
        if (masked) {
            out.writeBytes(key);
        }
        for (int i = 0; i < content.length; i++) {
            out.write(masked ? content[i] ^ key[i % 4] : content[i]);
        }
        return out.toByteArray();
    }

    Frame receive() throws IOException {
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        return new Frame(first, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
    }

    boolean ended() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
