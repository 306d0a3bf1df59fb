package dev.ringback.it.cut;

import dev.ringback.it.peer.Loopback;
import dev.ringback.it.peer.Received;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One connection of a telephone to the server, which can be cut in every way that there is. What
/// arrives is put into the telephone's queue.
final class Line {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LAST = 0x80;
    private static final int MASKED = 0x80;

    private final Carrier carrier;
    private final Socket raw;
    private final Socket socket;
    private final OutputStream out;

    private Line(Carrier carrier, Socket raw, Socket socket) throws IOException {
        this.carrier = carrier;
        this.raw = raw;
        this.socket = socket;
        this.out = socket.getOutputStream();
    }

    /// Opens a connection.
    ///
    /// @param tls whom it believes
    /// @param inbox gets what arrives
    static Line open(Carrier carrier, int port, SSLContext tls, BlockingQueue<Received> inbox)
            throws IOException {
        Socket raw = Loopback.connect(port);
        Socket socket = raw;
        if (carrier.secure()) {
            SSLSocket shaking =
                    (SSLSocket) tls.getSocketFactory().createSocket(raw, "localhost", port, true);
            shaking.startHandshake();
            socket = shaking;
        }
        Line line = new Line(carrier, raw, socket);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        if (carrier.framed()) {
            line.upgrade(in, port);
        }
        Thread.ofVirtual().name("line").start(() -> line.read(in, inbox));
        return line;
    }

    /// The own port.
    int port() {
        return raw.getLocalPort();
    }

    /// Sends one message.
    void send(String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        if (carrier.framed()) {
            frame(TEXT, octets);
        } else {
            write(octets);
        }
    }

    /// Ends it.
    void cut(Cut how) throws IOException {
        switch (how) {
            case RESET -> raw.setSoLinger(true, 0);
            case FIN -> {}
            case FAREWELL -> farewell();
        }
        raw.close();
    }

    private void farewell() throws IOException {
        if (carrier.framed()) {
            frame(CLOSE, new byte[] {0x03, (byte) 0xE8});
        }
        socket.close();
    }

    private void upgrade(DataInputStream in, int port) throws IOException {
        write(
                String.join(
                                "\r\n",
                                "GET /sip HTTP/1.1",
                                "Host: localhost:" + port,
                                "Upgrade: websocket",
                                "Connection: Upgrade",
                                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                                "Sec-WebSocket-Version: 13",
                                "Sec-WebSocket-Protocol: sip",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
        String answer = head(in);
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException(answer);
        }
    }

    private void read(DataInputStream in, BlockingQueue<Received> inbox) {
        try {
            while (true) {
                String message = carrier.framed() ? framed(in) : streamed(in);
                if (!message.isEmpty()) {
                    inbox.add(new Received(message));
                }
            }
        } catch (IOException _) {
            // cut, by whichever side
        }
    }

    private static String streamed(DataInputStream in) throws IOException {
        String head = head(in);
        int length = Integer.parseInt(new Received(head).header("Content-Length"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException();
            }
            all.write(octet);
            text = octet == '\n' ? all.toString(StandardCharsets.UTF_8) : "";
        }
        return text;
    }

    /// The next message; empty for a frame that is none.
    private String framed(DataInputStream in) throws IOException {
        int kind = in.readUnsignedByte() & 0x0F;
        int length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] octets = new byte[length];
        in.readFully(octets);
        switch (kind) {
            case PING -> frame(PONG, octets);
            case CLOSE -> throw new EOFException();
            default -> {
                return new String(octets, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /// A frame under a mask of zeros.
    private void frame(int kind, byte[] octets) throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(LAST | kind);
        if (octets.length < 126) {
            frame.write(MASKED | octets.length);
        } else {
            frame.write(MASKED | 126);
            frame.write(octets.length >> 8);
            frame.write(octets.length);
        }
        frame.write(0);
        frame.write(0);
        frame.write(0);
        frame.write(0);
        frame.writeBytes(octets);
        write(frame.toByteArray());
    }

    private synchronized void write(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }
}
