package dev.ringback.media;

import dev.ringback.offer.AudioFormat;
import dev.ringback.offer.AudioStream;
import dev.ringback.sdp.Direction;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// One session in virtual time, with all that it does to the world.
final class Side implements AudioSession.Outside {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final AudioSession session;
    final List<byte[]> rtp = new ArrayList<>();
    final List<byte[]> control = new ArrayList<>();
    final List<InetSocketAddress> sentTo = new ArrayList<>();
    final StringBuilder digits = new StringBuilder();
    final List<Duration> lengths = new ArrayList<>();
    final InetSocketAddress at;
    final InetSocketAddress controlAt;
    int played;
    private short[] heard = {};

    Side(long seed, int port) {
        this.session = new AudioSession(this, new Random(seed), Strangers.FIRST_MAY_BE_THE_PEER);
        this.at = address(port);
        this.controlAt = address(port + 1);
    }

    static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), port);
    }

    /// A stream of one codec, with events as type 101 here and 96 there.
    static AudioStream stream(AudioFormat codec, Direction direction, Side to) {
        return new AudioStream(
                new AudioStream.Remote("192.0.2.1", to.at.getPort(), "", 0),
                direction,
                codec,
                101,
                List.of(AudioFormat.PCMU, AudioFormat.PCMA, AudioFormat.EVENTS),
                Duration.ofMillis(20));
    }

    void flow(AudioStream stream, Side to) {
        session.flow(stream, to.at, to.controlAt);
    }

    static Moment moment(long nanos) {
        return new Moment(nanos, START.plusNanos(nanos));
    }

    short[] heard() {
        return heard.clone();
    }

    /// The last second that was heard.
    short[] lastSecond() {
        return Arrays.copyOfRange(heard, Math.max(0, heard.length - 8000), heard.length);
    }

    @Override
    public void sendRtp(byte[] datagram, InetSocketAddress to) {
        rtp.add(datagram);
        sentTo.add(to);
    }

    @Override
    public void sendControl(byte[] datagram, InetSocketAddress to) {
        control.add(datagram);
    }

    @Override
    public void heard(short[] samples) {
        int from = heard.length;
        heard = Arrays.copyOf(heard, from + samples.length);
        System.arraycopy(samples, 0, heard, from, samples.length);
    }

    @Override
    public void digit(char digit, Duration duration) {
        digits.append(digit);
        lengths.add(duration);
    }

    @Override
    public void played() {
        played++;
    }
}
