package dev.ringback.webrtc;

import dev.ringback.ice.IceCredentials;
import dev.ringback.ice.IceLite;
import dev.ringback.ice.Path;
import dev.ringback.ice.SymmetricPath;
import dev.ringback.rtp.RtpPacket;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// What becomes of the datagrams of one call: checks are answered, handshakes fed, sound sent back,
/// and all that is not the peer's dropped. RFC 7983 tells them apart. One owner; times are
/// monotonic, in nanoseconds.
final class EchoLine {
    private static final int FIRST_DTLS = 20;
    private static final int LAST_DTLS = 63;
    private static final int FIRST_RTP = 128;
    private static final int LAST_RTP = 191;
    private static final int FIRST_CONTROL = 192;
    private static final int LAST_CONTROL = 223;
    private static final int GOODBYE_MILLIS = 700;

    private final EchoCall.Means means;
    private final BiConsumer<byte[], InetSocketAddress> out;
    private final RtpEcho echo;
    private final EchoReports reports;
    private @Nullable Terms terms;
    private @Nullable Path path;
    private @Nullable Handshake handshake;
    private @Nullable DtlsLink link;
    private long begun;
    private volatile @Nullable SrtpKeys keys;
    private volatile boolean associationOver;
    private volatile @Nullable InetSocketAddress target;

    /// @param out sends a datagram; called by this owner and by the thread of the handshake
    EchoLine(EchoCall.Means means, BiConsumer<byte[], InetSocketAddress> out) {
        this.means = means;
        this.out = out;
        this.echo = new RtpEcho(means.random());
        this.reports = new EchoReports(means.random(), "ringback", System.nanoTime());
        this.begun = System.nanoTime();
    }

    /// Our SSRC. Any thread may ask.
    int source() {
        return echo.source();
    }

    /// Follows new terms.
    void adopt(Terms after) {
        Terms before = terms;
        Path known = path;
        if (before == null || known == null) {
            path = path(after);
            begun = System.nanoTime();
        } else if (known instanceof IceLite lite && before.restarts(after.offer())) {
            lite.restart(Objects.requireNonNull(after.ice()), peerFragment(after));
        } else if (known instanceof SymmetricPath symmetric) {
            symmetric.move(after.offer().sources());
        }
        terms = after;
    }

    private static Path path(Terms agreed) {
        IceCredentials own = agreed.ice();
        return own == null
                ? new SymmetricPath(agreed.offer().sources())
                : new IceLite(own, peerFragment(agreed));
    }

    private static String peerFragment(Terms agreed) {
        return Objects.requireNonNull(agreed.offer().ice()).fragment();
    }

    /// Takes a datagram.
    void received(byte[] datagram, int length, InetSocketAddress from, long now) {
        Terms agreed = terms;
        Path known = path;
        if (agreed == null || known == null || length < 2) {
            return;
        }
        int first = datagram[0] & 0xFF;
        if (known instanceof IceLite lite && first < 4) {
            byte[] answer = lite.answer(datagram, length, from, now);
            if (answer != null) {
                out.accept(answer, from);
            }
        } else if (known.accepts(from, now)) {
            if (first >= FIRST_DTLS && first <= LAST_DTLS && !agreed.peer().isEmpty()) {
                known.heard(from, now);
                target = known.target(now);
                associate(agreed).arrived(Arrays.copyOf(datagram, length));
            } else if (first >= FIRST_RTP && first <= LAST_RTP) {
                media(agreed, datagram, length, from, now);
            }
        }
        target = known.target(now);
    }

    private void media(
            Terms agreed, byte[] datagram, int length, InetSocketAddress from, long now) {
        int type = datagram[1] & 0xFF;
        boolean control = type >= FIRST_CONTROL && type <= LAST_CONTROL;
        byte[] plain = opened(agreed, datagram, length, control);
        Path known = path;
        if (plain == null || known == null) {
            return;
        }
        if (control) {
            reports.received(plain, now);
            return;
        }
        RtpPacket packet = echo.hear(plain, plain.length, agreed.offer().formats(), now);
        if (packet == null) {
            return;
        }
        known.heard(from, now);
        InetSocketAddress to = known.target(now);
        if (agreed.offer().flows() && to != null) {
            back(echo.back(packet), to);
        }
    }

    private void back(byte[] packet, InetSocketAddress to) {
        SrtpKeys agreedKeys = keys;
        if (agreedKeys == null) {
            out.accept(packet, to);
        } else if (agreedKeys.sender().fresh(packet)) {
            out.accept(agreedKeys.sender().rtp(packet), to);
        }
    }

    /// The packet without protection; null when it has the wrong one, or none where it must.
    private byte @Nullable [] opened(Terms agreed, byte[] datagram, int length, boolean control) {
        if (agreed.peer().isEmpty()) {
            return Arrays.copyOf(datagram, length);
        }
        SrtpKeys agreedKeys = keys;
        if (agreedKeys == null) {
            return null;
        }
        return control
                ? agreedKeys.receiver().control(datagram, length)
                : agreedKeys.receiver().rtp(datagram, length);
    }

    /// The link of the association, which begins with the first datagram.
    private DtlsLink associate(Terms agreed) {
        DtlsLink known = link;
        if (known != null) {
            return known;
        }
        DtlsLink made = new DtlsLink(this::toPeer);
        link = made;
        DtlsEnd end =
                agreed.active()
                        ? new ActiveEnd(means.identity(), agreed.peer())
                        : new PassiveEnd(means.identity(), agreed.peer());
        Handshake shaking = new Handshake(end, made, agreed.ice() == null, this::associated);
        handshake = shaking;
        shaking.start();
        return made;
    }

    private void toPeer(byte[] datagram) {
        InetSocketAddress to = target;
        if (to != null) {
            out.accept(datagram, to);
        }
    }

    private void associated(@Nullable SrtpKeys agreed) {
        if (agreed == null) {
            associationOver = true;
        } else {
            keys = agreed;
        }
    }

    /// Does what is due.
    void pass(long now) {
        Terms agreed = terms;
        Path known = path;
        if (agreed == null || known == null) {
            return;
        }
        InetSocketAddress to = known.target(now);
        target = to;
        if (agreed.active() && to != null && link == null) {
            DtlsLink _ = associate(agreed);
        }
        if (to != null && reports(agreed)) {
            byte[] report = reports.step(echo, now, Instant.now());
            if (report != null) {
                control(report, to);
            }
        }
    }

    /// RTCP has no port of its own, so it needs a peer that takes it on that of RTP: RFC 5761.
    private boolean reports(Terms agreed) {
        return agreed.offer().mux() && (agreed.peer().isEmpty() || keys != null);
    }

    private void control(byte[] datagram, InetSocketAddress to) {
        SrtpKeys agreedKeys = keys;
        out.accept(agreedKeys == null ? datagram : agreedKeys.sender().control(datagram), to);
    }

    /// Whether the peer is gone: it ended the association, did not prove itself in time, or its
    /// consent ran out. Plain RTP never is.
    boolean lost(long now) {
        Terms agreed = terms;
        Path known = path;
        boolean waits = now - begun <= means.patience().toNanos();
        if (agreed == null || known == null) {
            return !waits;
        }
        if (agreed.peer().isEmpty() && agreed.ice() == null) {
            return false;
        }
        boolean proved = agreed.peer().isEmpty() || keys != null;
        return associationOver || (!waits && (!proved || known.target(now) == null));
    }

    /// Says goodbye and ends the association.
    void close() {
        Terms agreed = terms;
        InetSocketAddress to = target;
        if (agreed != null && to != null && reports(agreed)) {
            control(reports.goodbye(echo, System.nanoTime(), Instant.now()), to);
        }
        if (handshake != null) {
            handshake.close(GOODBYE_MILLIS);
        }
    }
}
