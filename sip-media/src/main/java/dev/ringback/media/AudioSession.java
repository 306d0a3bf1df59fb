package dev.ringback.media;

import dev.ringback.audio.AudioSource;
import dev.ringback.audio.G711;
import dev.ringback.offer.AudioFormat;
import dev.ringback.offer.AudioStream;
import dev.ringback.rtp.ControlDatagram;
import dev.ringback.rtp.EventDetector.Heard;
import dev.ringback.rtp.Reception;
import dev.ringback.rtp.RtcpFault;
import dev.ringback.rtp.RtcpPacket;
import dev.ringback.rtp.RtcpReport;
import dev.ringback.rtp.RtpFault;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.rtp.TelephoneEvent;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The audio of one call without its sockets: datagrams and the time go in, datagrams and digits
/// come out. Pure, one owner.
public final class AudioSession {
    /// How often [#step] is to be called.
    public static final Duration STEP = Duration.ofMillis(20);

    private static final int MOST_CONFLICTS = 16;

    private final Outside outside;
    private final PeerAddress peer;
    private final OutgoingAudio out;
    private final IncomingAudio in = new IncomingAudio();
    private final ReportExchange reports;
    private final Set<InetSocketAddress> conflicts = new HashSet<>();
    private @Nullable AudioStream stream;
    private AudioSource source = AudioSource.silence();
    private boolean playing;
    private boolean echo;
    private long malformed;
    private long unknown;

    /// What a session does to the world.
    public interface Outside {
        /// Sends a datagram of RTP.
        void sendRtp(byte[] datagram, InetSocketAddress to);

        /// Sends a datagram of RTCP.
        void sendControl(byte[] datagram, InetSocketAddress to);

        /// Hears what the peer says, [OutgoingAudio#STEP] samples in each step in which it may.
        void heard(short[] samples);

        /// The peer sent a digit.
        void digit(char digit, Duration duration);

        /// What was played is over.
        void played();
    }

    /// A session that flows nowhere yet.
    ///
    /// @param random for the numbers that peers must not guess
    /// @param strangers what becomes of RTP from elsewhere
    public AudioSession(Outside outside, RandomGenerator random, Strangers strangers) {
        this.outside = outside;
        this.peer = new PeerAddress(strangers);
        this.out = new OutgoingAudio(random);
        this.reports = new ReportExchange(random, name(random));
    }

    /// A canonical name for this session alone, RFC 7022 §4.2.
    private static String name(RandomGenerator random) {
        byte[] octets = new byte[12];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    /// How audio flows from now on.
    ///
    /// @param flow what was agreed on; null where nothing flows
    /// @param rtp where RTP goes; null where nothing flows, or where the peer has no address
    /// @param control where RTCP goes
    public void flow(
            @Nullable AudioStream flow,
            @Nullable InetSocketAddress rtp,
            @Nullable InetSocketAddress control) {
        stream = flow;
        peer.agreed(rtp, control);
    }

    /// Plays this in the place of what was played; silence follows.
    public void play(AudioSource audio) {
        source = audio;
        playing = true;
    }

    /// Whether the peer hears itself.
    public void echo(boolean wanted) {
        echo = wanted;
    }

    /// Sends a digit after those that wait.
    ///
    /// @param digit `0` to `9`, `*`, `#`, `A` to `D`
    /// @param duration up to 8 seconds
    /// @throws IllegalArgumentException if one of them is not as said
    public void digit(char digit, Duration duration) {
        int code = TelephoneEvent.code(digit);
        if (code < 0) {
            throw new IllegalArgumentException("no digit: " + digit);
        }
        out.digit(code, Math.toIntExact(duration.toMillis() * G711.RATE / 1000));
    }

    /// A datagram came on the port of RTP.
    ///
    /// @param datagram holds it from its first octet on
    public void receivedRtp(byte[] datagram, int length, InetSocketAddress from, Moment now) {
        AudioStream flow = stream;
        if (flow == null) {
            return;
        }
        switch (RtpPacket.parse(datagram, length)) {
            case RtpFault _ -> malformed++;
            case RtpPacket packet -> received(flow, packet, from, now);
        }
    }

    private void received(AudioStream flow, RtpPacket packet, InetSocketAddress from, Moment now) {
        AudioFormat format = flow.understood(packet.header().payloadType());
        if (format == null) {
            unknown++;
            return;
        }
        if (!peer.accepts(from, packet.header())) {
            return;
        }
        if (packet.header().source() == out.source()) {
            collision(from, now);
            return;
        }
        if (flow.direction().receives()) {
            in.received(packet, format, now.nanos()).forEach(this::tell);
        }
    }

    /// RFC 3550 §8.2: the peer has our number. We say goodbye to it and take another, once for each
    /// address: who has our new number too sends us our own packets back.
    private void collision(InetSocketAddress from, Moment now) {
        unknown++;
        if (conflicts.size() >= MOST_CONFLICTS || !conflicts.add(from)) {
            return;
        }
        goodbye(now);
        out.anotherSource();
    }

    private void tell(Heard heard) {
        if (heard instanceof Heard.Ended(int event, long units)) {
            char digit = TelephoneEvent.digit(event);
            if (digit != ' ') {
                outside.digit(digit, Duration.ofMillis(units * 1000 / G711.RATE));
            }
        }
    }

    /// A datagram came on the port of RTCP.
    ///
    /// @param datagram holds it from its first octet on
    public void receivedControl(byte[] datagram, int length, InetSocketAddress from, Moment now) {
        if (stream == null || !peer.acceptsControl(from)) {
            return;
        }
        switch (ControlDatagram.parse(datagram, length)) {
            case RtcpFault _ -> malformed++;
            case ControlDatagram control -> {
                if (source(control.packets().getFirst()) == out.source()) {
                    collision(from, now);
                } else {
                    reports.received(control, out.source(), now);
                }
            }
        }
    }

    private static int source(RtcpPacket first) {
        return first instanceof RtcpReport report ? report.source() : 0;
    }

    /// A step of the pace: sends what is due.
    public void step(Moment now) {
        AudioStream flow = stream;
        if (flow == null) {
            out.pause();
            return;
        }
        Heard.Ended overdue = in.overdue(now.nanos());
        if (overdue != null) {
            tell(overdue);
        }
        short[] samples = new short[OutgoingAudio.STEP];
        if (flow.direction().receives()) {
            in.take(samples);
            outside.heard(samples.clone());
        }
        send(flow, samples);
        InetSocketAddress to = peer.control();
        byte[] report = to == null ? null : reports.step(out, in.present(), now);
        if (report != null && to != null) {
            outside.sendControl(report, to);
        }
    }

    private void send(AudioStream flow, short[] samples) {
        InetSocketAddress to = peer.rtp();
        if (to == null || !flow.direction().sends()) {
            out.pause();
            return;
        }
        if (!echo && !OutgoingAudio.fill(source, samples)) {
            source = AudioSource.silence();
            if (playing) {
                playing = false;
                outside.played();
            }
        }
        for (byte[] packet : out.step(flow, samples)) {
            outside.sendRtp(packet, to);
        }
    }

    /// The call is over: says goodbye where something was sent.
    public void close(Moment now) {
        goodbye(now);
        stream = null;
    }

    private void goodbye(Moment now) {
        InetSocketAddress to = peer.control();
        byte[] goodbye = to == null ? null : reports.goodbye(out, in.present(), now);
        if (goodbye != null && to != null) {
            outside.sendControl(goodbye, to);
        }
    }

    /// How it fared so far.
    public Figures figures() {
        Reception present = in.present();
        double jitter = present == null ? 0 : present.jitter();
        return new Figures(
                new Figures.Sent(out.packets(), out.octets(), reports.sent()),
                new Figures.Heard(
                        in.packets(),
                        in.lost(),
                        Duration.ofNanos((long) (jitter * 1e9 / G711.RATE)),
                        in.sources()),
                new Figures.Dropped(peer.strange(), malformed, unknown, in.late()),
                reports.roundTrip(),
                reports.peer());
    }
}
