package dev.ringback.webrtc;

import dev.ringback.echo.EchoMedia;
import dev.ringback.echo.EchoSettings;
import java.net.DatagramSocket;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The sound of the echo on UDP sockets, one for each call, with a virtual thread each.
///
/// A call whose peer never proves itself, or stops to, is lost after 30 seconds: no handshake, no
/// checks of its path (RFC 7675 §5.1). A phone with plain RTP may be silent for as long as it
/// likes.
public final class EchoSockets implements EchoMedia {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PortPool ports;
    private final DtlsIdentity identity;
    private final SecureRandom random = new SecureRandom();
    private final Duration patience;
    private final Set<EchoCall> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// One on the ports that the settings name. Makes a key and a certificate.
    public EchoSockets(EchoSettings settings) {
        this(settings, PATIENCE);
    }

    /// @param patience for how long a peer may prove nothing once it was answered
    EchoSockets(EchoSettings settings, Duration patience) {
        this.ports = new PortPool(settings.ports());
        this.identity = DtlsIdentity.create(random, Instant.now());
        this.patience = patience.plus(settings.answerAfter());
    }

    @Override
    public void open(Place place, Consumer<Opened> then) {
        Thread _ = Thread.ofVirtual().name("echo-open").start(() -> then.accept(open(place)));
    }

    private Opened open(Place place) {
        DatagramSocket socket = closed ? null : ports.open(place.bind());
        if (socket == null) {
            return new Full(ports.used(), ports.most());
        }
        int port = socket.getLocalPort();
        EchoCall call =
                new EchoCall(
                        socket,
                        place.advertised(),
                        new EchoCall.Means(identity, random, patience),
                        ended -> {
                            calls.remove(ended);
                            ports.release(port);
                        });
        calls.add(call);
        call.start();
        if (closed) {
            call.close();
        }
        return new Ready(call);
    }

    /// How many calls have a socket.
    public int calls() {
        return ports.used();
    }

    @Override
    public void close() {
        closed = true;
        calls.forEach(EchoCall::close);
    }
}
