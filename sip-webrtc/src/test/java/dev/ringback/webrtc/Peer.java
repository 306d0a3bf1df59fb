package dev.ringback.webrtc;

import dev.ringback.echo.MediaAnswer;
import dev.ringback.echo.MediaOffer;
import dev.ringback.stun.ShortTermCredential;
import dev.ringback.stun.StunMessage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.jspecify.annotations.Nullable;

/// The other side of an echo, on a real socket: a small browser, or a phone.
final class Peer implements DatagramTransport, AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final int SOURCE = 0x01020304;

    private static final int WAIT_MILLIS = 2_000;

    private final DatagramSocket socket;
    private final DtlsIdentity identity = DtlsIdentity.create(new SecureRandom(), Instant.now());
    private final Queue<byte[]> other = new ArrayDeque<>();
    private InetSocketAddress echo = new InetSocketAddress(LOOPBACK, 9);
    private boolean closed;

    Peer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(LOOPBACK, 0));
    }

    /// An offer of plain RTP in PCMU.
    static MediaOffer plain(boolean flows) {
        return new MediaOffer(Set.of(LOOPBACK), Map.of(0, 8_000), flows, true, null, null);
    }

    /// The offer of a browser.
    MediaOffer offer(String setup, boolean flows) {
        return offer(identity.fingerprint().toString(), setup, "frag", flows);
    }

    MediaOffer offer(String fingerprint, String setup, String fragment, boolean flows) {
        return new MediaOffer(
                Set.of(LOOPBACK),
                Map.of(111, 48_000),
                flows,
                true,
                new MediaOffer.Ice(fragment, "password-of-the-peer-24c", false),
                new MediaOffer.Dtls(List.of(fingerprint), setup));
    }

    /// The offer of a phone with keys and without ICE.
    MediaOffer phone() {
        return new MediaOffer(
                Set.of(LOOPBACK),
                Map.of(111, 48_000),
                true,
                true,
                null,
                new MediaOffer.Dtls(List.of(identity.fingerprint().toString()), "actpass"));
    }

    /// Begins a handshake as a client that hears no answer, and gives the hello.
    byte[] hello(MediaAnswer answer) throws IOException {
        List<byte[]> sent = new ArrayList<>();
        Fingerprint named = Objects.requireNonNull(Fingerprint.parse(value(answer, "fingerprint")));
        ActiveEnd end = new ActiveEnd(identity, List.of(named));
        try {
            new DTLSClientProtocol().connect(end, new Mute(sent));
        } catch (IOException e) {
            return sent.getFirst();
        }
        throw new IOException("a handshake without a peer");
    }

    /// Notes what is sent, and ends after the first datagram.
    private record Mute(List<byte[]> sent) implements DatagramTransport {
        @Override
        public int getReceiveLimit() {
            return 2048;
        }

        @Override
        public int getSendLimit() {
            return 1200;
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int millis) throws IOException {
            throw new IOException("nothing comes");
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
        }

        @Override
        public void close() {}
    }

    void to(MediaAnswer answer) {
        echo = new InetSocketAddress(LOOPBACK, answer.port());
    }

    /// Makes a check, and says whether it was answered.
    boolean check(MediaAnswer answer, String password, String fragment) throws IOException {
        String username = value(answer, "ice-ufrag") + ':' + fragment;
        StunMessage request =
                StunMessage.bindingRequest(new byte[12])
                        .with(0x0006, username.getBytes(StandardCharsets.UTF_8))
                        .with(0x0024, new byte[] {110, 0, 1, -1})
                        .with(0x802A, new byte[8])
                        .with(0x0025, new byte[0]);
        send(new ShortTermCredential(password).sign(request));
        byte @Nullable [] response = receive(500);
        StunMessage read =
                response == null ? null : StunMessage.parse(response, 0, response.length);
        return read != null && read.isSuccess();
    }

    boolean check(MediaAnswer answer) throws IOException {
        return check(answer, value(answer, "ice-pwd"), "frag");
    }

    /// The keys after a handshake in which we are the client or the server.
    Association shake(MediaAnswer answer) throws IOException {
        List<Fingerprint> named =
                List.of(Objects.requireNonNull(Fingerprint.parse(value(answer, "fingerprint"))));
        if (value(answer, "setup").equals("passive")) {
            ActiveEnd end = new ActiveEnd(identity, named);
            DTLSTransport dtls = new DTLSClientProtocol().connect(end, this);
            return new Association(dtls, Objects.requireNonNull(end.keys()));
        }
        PassiveEnd end = new PassiveEnd(identity, named);
        DTLSTransport dtls = new DTLSServerProtocol().accept(end, this);
        return new Association(dtls, Objects.requireNonNull(end.keys()));
    }

    record Association(DTLSTransport dtls, SrtpKeys keys) {}

    static String value(MediaAnswer answer, String name) {
        return answer.media().stream()
                .filter(line -> line.startsWith(name + ':'))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    static byte[] packet(int type, int sequence, String sound) {
        byte[] payload = sound.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) sequence)
                .putInt(sequence * 960)
                .putInt(SOURCE)
                .put(payload)
                .array();
    }

    static String sound(byte[] packet) {
        return new String(packet, 12, packet.length - 12, StandardCharsets.US_ASCII);
    }

    void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, echo));
    }

    /// The next packet of RTP, protected or not.
    byte[] sound() throws IOException {
        return Objects.requireNonNull(next(WAIT_MILLIS, false), "no packet came");
    }

    /// The next report, protected or not.
    byte[] report() throws IOException {
        return Objects.requireNonNull(next(WAIT_MILLIS, true), "no report came");
    }

    /// Whether no packet of RTP comes for a moment.
    boolean silent() throws IOException {
        return soon() == null;
    }

    /// The next packet of RTP, protected or not; null when none comes in a moment.
    byte @Nullable [] soon() throws IOException {
        return next(300, false);
    }

    private byte @Nullable [] next(int millis, boolean report) throws IOException {
        byte @Nullable [] next = other.isEmpty() ? receive(millis) : other.poll();
        while (next != null) {
            int first = next[0] & 0xFF;
            int type = next[1] & 0xFF;
            if (first >= 128 && first <= 191 && report == (type >= 192 && type <= 223)) {
                return next;
            }
            next = other.isEmpty() ? receive(millis) : other.poll();
        }
        return null;
    }

    byte @Nullable [] receive(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        try {
            socket.setSoTimeout(Math.max(1, millis));
            socket.receive(packet);
            return Arrays.copyOf(packet.getData(), packet.getLength());
        } catch (SocketTimeoutException e) {
            return null;
        }
    }

    @Override
    public int getReceiveLimit() {
        return 2048;
    }

    @Override
    public int getSendLimit() {
        return 1200;
    }

    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
        if (closed) {
            throw new IOException("closed");
        }
        byte @Nullable [] next = receive(waitMillis);
        if (next == null) {
            return -1;
        }
        int first = next[0] & 0xFF;
        if (first < 20 || first > 63) {
            other.add(next);
            return -1;
        }
        System.arraycopy(next, 0, buffer, offset, next.length);
        return next.length;
    }

    @Override
    public void send(byte[] buffer, int offset, int length) throws IOException {
        send(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    @Override
    public void close() {
        closed = true;
    }

    /// Closes its socket: it is gone without a word.
    void vanish() {
        socket.close();
    }
}
