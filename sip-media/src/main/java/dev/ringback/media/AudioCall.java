package dev.ringback.media;

import dev.ringback.audio.AudioSource;
import dev.ringback.audio.WavRecorder;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.offer.AudioSettings;
import dev.ringback.offer.AudioStream;
import dev.ringback.offer.NegotiatedMedia;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.rtp.TelephoneEvent;
import dev.ringback.sip.CallMedia;
import dev.ringback.sip.CallSide;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The audio of one call over real sockets. Any thread.
public final class AudioCall extends NegotiatedMedia implements CallMedia {
    private static final int MOST_AT_ONCE = 64;

    private final MediaLoop loop;
    private final PortPair ports;
    private final AudioNegotiation negotiation;
    private final AudioSession session;
    private final Wires wires;
    private final CompletableFuture<Figures> ended = new CompletableFuture<>();
    private volatile CompletableFuture<@Nullable Void> played = new CompletableFuture<>();
    private volatile @Nullable AudioStream stream;
    private volatile Figures figures = Figures.NONE;

    /// On the loop's thread only.
    private boolean flowing;

    private boolean over;
    private @Nullable WavRecorder recorder;

    AudioCall(
            MediaLoop loop, PortPair ports, AudioSettings settings, RtpMedia plan, CallSide side) {
        this.loop = loop;
        this.ports = ports;
        this.wires = new Wires(side);
        this.session = new AudioSession(wires, new SecureRandom(), plan.strangers());
        this.negotiation = new AudioNegotiation(settings, this::flows);
    }

    /// The port of RTP; that of RTCP is the next one.
    public int port() {
        return ports.port();
    }

    /// How audio flows now; null where it does not.
    public @Nullable AudioStream stream() {
        return stream;
    }

    /// How it fared up to the last step.
    public Figures figures() {
        return figures;
    }

    /// How it fared, when the call's media are closed.
    public CompletableFuture<Figures> ended() {
        return ended;
    }

    /// Completed when all of what is played now was sent, and also when the call ends before.
    public CompletableFuture<@Nullable Void> played() {
        return played;
    }

    /// Plays this in the place of what was played; silence follows.
    ///
    /// @return completed when all of it was sent, and also when the call ends before
    public CompletableFuture<@Nullable Void> play(AudioSource audio) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        execute(
                _ -> {
                    played.complete(null);
                    played = done;
                    session.play(audio);
                    if (over) {
                        done.complete(null);
                    }
                });
        return done;
    }

    /// Whether the peer hears itself.
    public void echo(boolean wanted) {
        execute(_ -> session.echo(wanted));
    }

    /// Records what the peer says, from now on, into a WAV file.
    ///
    /// @throws IOException if it cannot be written
    public void record(Path file) throws IOException {
        WavRecorder opened = WavRecorder.open(file);
        execute(
                _ -> {
                    closeRecorder();
                    recorder = opened;
                    if (over) {
                        closeRecorder();
                    }
                });
    }

    @Override
    public boolean sendDigit(char digit, Duration duration) {
        AudioStream flow = stream;
        if (flow == null || flow.events() < 0 || TelephoneEvent.code(digit) < 0) {
            return false;
        }
        execute(_ -> session.digit(digit, duration));
        return true;
    }

    @Override
    protected AudioNegotiation negotiation() {
        return negotiation;
    }

    @Override
    public void closed() {
        super.closed();
        execute(_ -> close());
    }

    /// Hears of each agreement, on the stack's thread.
    private void flows(@Nullable AudioStream flow) {
        stream = flow;
        if (flow == null) {
            execute(_ -> session.flow(null, null, null));
            return;
        }
        AudioStream.Remote remote = flow.remote();
        try {
            InetAddress rtp = InetAddress.ofLiteral(remote.host());
            InetAddress control = InetAddress.ofLiteral(remote.controlHost());
            flow(flow, rtp, control);
        } catch (IllegalArgumentException _) {
            Thread.ofVirtual().name("ringback-media-lookup").start(() -> lookUp(flow));
        }
    }

    /// A name in `c=` may take a while, and nothing flows until it is known.
    private void lookUp(AudioStream flow) {
        AudioStream.Remote remote = flow.remote();
        try {
            InetAddress rtp = InetAddress.getByName(remote.host());
            InetAddress control = InetAddress.getByName(remote.controlHost());
            if (flow.equals(stream)) {
                flow(flow, rtp, control);
            }
        } catch (UnknownHostException _) {
            // The peer receives nowhere: as if it had no address.
        }
    }

    private void flow(AudioStream flow, InetAddress host, InetAddress controlHost) {
        AudioStream.Remote remote = flow.remote();
        boolean nowhere = host.isAnyLocalAddress() || remote.port() == 0;
        InetSocketAddress rtp = nowhere ? null : new InetSocketAddress(host, remote.port());
        InetSocketAddress control =
                nowhere || remote.controlPort() == 0
                        ? null
                        : new InetSocketAddress(controlHost, remote.controlPort());
        execute(
                selector -> {
                    if (!over) {
                        session.flow(flow, rtp, control);
                        begin(selector);
                    }
                });
    }

    /// What it does from its beginning, before anything flows.
    void begin(AudioSource source, boolean echo) {
        session.play(source);
        session.echo(echo);
    }

    private void begin(Selector selector) throws IOException {
        if (!flowing) {
            flowing = true;
            ports.rtp().register(selector, SelectionKey.OP_READ, wires);
            ports.control().register(selector, SelectionKey.OP_READ, wires);
            loop.add(wires);
        }
    }

    private void close() throws IOException {
        if (over) {
            return;
        }
        over = true;
        session.close(new Moment(System.nanoTime(), Instant.now()));
        figures = session.figures();
        loop.remove(wires);
        closeRecorder();
        ports.close();
        played.complete(null);
        ended.complete(figures);
    }

    /// Runs a task in its turn; what goes wrong ends these media.
    private void execute(MediaLoop.Task task) {
        loop.execute(
                selector -> {
                    try {
                        task.run(selector);
                    } catch (IOException | RuntimeException e) {
                        loop.remove(wires);
                        wires.failed(e);
                    }
                });
    }

    private void closeRecorder() throws IOException {
        WavRecorder present = recorder;
        recorder = null;
        if (present != null) {
            present.close();
        }
    }

    /// Between the session and the sockets, on the loop's thread.
    private final class Wires implements AudioSession.Outside, MediaLoop.Endpoint {
        private final CallSide side;
        private final ByteBuffer buffer = ByteBuffer.allocate(RtpPacket.MOST_OCTETS + 1);

        Wires(CallSide side) {
            this.side = side;
        }

        @Override
        public void readable(SelectionKey key, Moment now) throws IOException {
            DatagramChannel channel = (DatagramChannel) key.channel();
            for (int i = 0; i < MOST_AT_ONCE; i++) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
                if (from == null) {
                    return;
                }
                if (channel.equals(ports.rtp())) {
                    session.receivedRtp(buffer.array(), buffer.position(), from, now);
                } else {
                    session.receivedControl(buffer.array(), buffer.position(), from, now);
                }
            }
        }

        @Override
        public void step(Moment now) {
            session.step(now);
            figures = session.figures();
        }

        @Override
        public void failed(Exception cause) {
            try {
                close();
            } catch (IOException e) {
                cause.addSuppressed(e);
            }
            ended.completeExceptionally(cause);
        }

        @Override
        public void sendRtp(byte[] datagram, InetSocketAddress to) {
            send(ports.rtp(), datagram, to);
        }

        @Override
        public void sendControl(byte[] datagram, InetSocketAddress to) {
            send(ports.control(), datagram, to);
        }

        /// What cannot be sent now (no route, a full buffer) is lost, as in every network.
        private static void send(DatagramChannel channel, byte[] datagram, InetSocketAddress to) {
            try {
                channel.send(ByteBuffer.wrap(datagram), to);
            } catch (IOException | UnsupportedAddressTypeException _) {
                // The peer's reports tell of it.
            }
        }

        @Override
        public void heard(short[] samples) {
            WavRecorder present = recorder;
            if (present == null) {
                return;
            }
            try {
                present.write(samples);
            } catch (IOException e) {
                recorder = null;
                ended.completeExceptionally(e);
            }
        }

        @Override
        public void digit(char digit, Duration duration) {
            side.digit(digit, duration);
        }

        @Override
        public void played() {
            played.complete(null);
        }
    }
}
