package dev.ringback.webrtc;

import dev.ringback.echo.EchoStream;
import dev.ringback.echo.MediaAnswer;
import dev.ringback.echo.MediaOffer;
import dev.ringback.ice.IceCredentials;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sound of one call: its socket, and the thread that reads it. What it hears is the matter of
/// [EchoLine], which only this thread touches.
final class EchoCall implements EchoStream {
    private static final Logger LOG = LoggerFactory.getLogger(EchoCall.class);
    private static final int MOST_OCTETS = 2048;
    private static final int LOOK_MILLIS = 100;

    /// The priority of a host candidate with one component, RFC 8445 §5.1.2.
    private static final int PRIORITY = 126 << 24 | 65_535 << 8 | 255;

    private final DatagramSocket socket;
    private final int port;
    private final String host;
    private final Means means;
    private final Consumer<EchoCall> over;
    private final EchoLine line;
    private final Queue<Consumer<EchoLine>> orders = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile boolean closed;
    private volatile boolean lost;
    private volatile @Nullable Runnable whenLost;
    private volatile @Nullable Terms terms;

    /// What all calls share.
    ///
    /// @param patience for how long a peer may prove nothing
    record Means(DtlsIdentity identity, SecureRandom random, Duration patience) {}

    /// @param host as the peer is told it
    /// @param over hears when the socket is closed
    EchoCall(DatagramSocket socket, String host, Means means, Consumer<EchoCall> over) {
        this.socket = socket;
        this.port = socket.getLocalPort();
        this.host = host;
        this.means = means;
        this.over = over;
        this.line = new EchoLine(means, this::send);
    }

    void start() {
        Thread _ = Thread.ofVirtual().name("echo-" + port).start(this::run);
    }

    @Override
    public @Nullable MediaAnswer answer(MediaOffer offer) {
        Terms before = terms;
        Terms after =
                before == null
                        ? Terms.first(offer, means.random)
                        : before.next(offer, means.random);
        if (after == null) {
            return null;
        }
        terms = after;
        orders.add(each -> each.adopt(after));
        return new MediaAnswer(port, session(after), media(after));
    }

    private static List<String> session(Terms agreed) {
        return agreed.ice() == null ? List.of() : List.of("ice-lite", "ice-options:ice2");
    }

    private List<String> media(Terms agreed) {
        List<String> lines = new ArrayList<>();
        IceCredentials ice = agreed.ice();
        if (ice != null) {
            lines.add("ice-ufrag:" + ice.fragment());
            lines.add("ice-pwd:" + ice.password());
            lines.add("candidate:1 1 udp " + PRIORITY + ' ' + bare() + ' ' + port + " typ host");
            lines.add("end-of-candidates");
        }
        if (!agreed.peer().isEmpty()) {
            lines.add("fingerprint:" + means.identity.fingerprint());
            lines.add("setup:" + agreed.setup());
            lines.add("msid:ringback echo");
            lines.add("ssrc:" + Integer.toUnsignedString(line.source()) + " cname:ringback");
        }
        return lines;
    }

    private String bare() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void whenLost(Runnable then) {
        whenLost = then;
        if (lost) {
            tell();
        }
    }

    private void lose() {
        lost = true;
        tell();
    }

    private void tell() {
        Runnable then = whenLost;
        if (then != null && !closed && told.compareAndSet(false, true)) {
            then.run();
        }
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        try (socket) {
            socket.setSoTimeout(LOOK_MILLIS);
            read();
            line.close();
        } catch (IOException e) {
            LOG.warn("the sound of a call ended: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the sound of a call ended", e);
        }
        over.accept(this);
        lose();
    }

    private void read() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[MOST_OCTETS], MOST_OCTETS);
        while (!closed && !line.lost(System.nanoTime())) {
            boolean came = receive(packet);
            for (Consumer<EchoLine> next = orders.poll(); next != null; next = orders.poll()) {
                next.accept(line);
            }
            if (came && packet.getSocketAddress() instanceof InetSocketAddress from) {
                line.received(packet.getData(), packet.getLength(), from, System.nanoTime());
            }
            line.pass(System.nanoTime());
        }
    }

    private boolean receive(DatagramPacket packet) throws IOException {
        try {
            packet.setLength(MOST_OCTETS);
            socket.receive(packet);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /// Any thread may send. What cannot be sent is lost, as on any network.
    private void send(byte[] datagram, InetSocketAddress to) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, to));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("a datagram to {} was not sent: {}", to, e.getMessage());
        }
    }
}
