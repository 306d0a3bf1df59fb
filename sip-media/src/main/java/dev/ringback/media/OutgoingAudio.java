package dev.ringback.media;

import dev.ringback.audio.AudioSource;
import dev.ringback.audio.G711;
import dev.ringback.offer.AudioStream;
import dev.ringback.rtp.EventSender;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.rtp.TelephoneEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// What we send: audio of a source in packets of even length, or digits in its place. Pure, one
/// owner.
final class OutgoingAudio {
    /// The samples of one step of the pace, 20 ms.
    static final int STEP = 160;

    private final RandomGenerator random;
    private final EventSender events = new EventSender(STEP);
    private int source;
    private int sequence;
    private int timestamp;
    private boolean pausing = true;
    private short[] pending = {};
    private long packets;
    private long octets;
    private long sinceReport;

    OutgoingAudio(RandomGenerator random) {
        this.random = random;
        this.source = random.nextInt();
        this.sequence = random.nextInt(1 << 16);
        this.timestamp = random.nextInt();
    }

    /// The own SSRC.
    int source() {
        return source;
    }

    /// Takes another SSRC, RFC 3550 §8.2: counting begins anew.
    void anotherSource() {
        source = random.nextInt();
        packets = 0;
        octets = 0;
        pausing = true;
    }

    /// Where the timestamps are: that of the next sample.
    int timestamp() {
        return timestamp;
    }

    long packets() {
        return packets;
    }

    long octets() {
        return octets;
    }

    /// Whether something was sent since this was asked last.
    boolean sentSinceAsked() {
        boolean sent = sinceReport > 0;
        sinceReport = 0;
        return sent;
    }

    /// Adds a digit to send.
    void digit(int event, int units) {
        events.add(event, units);
    }

    /// Nothing is sent in this step: time passes, and what waited for a full packet is gone.
    void pause() {
        timestamp += STEP;
        pending = new short[0];
        pausing = true;
    }

    /// The packets of this step.
    ///
    /// @param samples what there is to hear, [#STEP] of them
    List<byte[]> step(AudioStream stream, short[] samples) {
        int now = timestamp;
        timestamp += STEP;
        EventSender.Packet event = stream.events() < 0 ? null : events.next(now);
        if (event != null) {
            pending = new short[0];
            pausing = true;
            return List.of(event(stream.events(), event));
        }
        short[] all = Arrays.copyOf(pending, pending.length + samples.length);
        System.arraycopy(samples, 0, all, pending.length, samples.length);
        return packets(stream, all, now - pending.length);
    }

    private byte[] event(int payloadType, EventSender.Packet packet) {
        TelephoneEvent event = packet.event();
        return packet(payloadType, packet.marker(), packet.timestamp(), event.write());
    }

    private List<byte[]> packets(AudioStream stream, short[] all, int from) {
        G711 codec = G711.of(stream.codec().map().encoding());
        int length = Math.clamp(stream.packetTime().toMillis() * 8, STEP / 2, 8 * STEP);
        List<byte[]> packets = new ArrayList<>();
        int at = 0;
        while (codec != null && all.length - at >= length) {
            byte[] payload = codec.encode(Arrays.copyOfRange(all, at, at + length));
            packets.add(packet(stream.codec().number(), pausing, from + at, payload));
            pausing = false;
            at += length;
        }
        pending = Arrays.copyOfRange(all, codec == null ? all.length : at, all.length);
        return packets;
    }

    private byte[] packet(int payloadType, boolean marker, int time, byte[] payload) {
        RtpPacket.Header header = new RtpPacket.Header(payloadType, marker, sequence, time, source);
        sequence = sequence + 1 & 0xFFFF;
        packets++;
        octets += payload.length;
        sinceReport++;
        return RtpPacket.of(header, payload).write();
    }

    /// A source that fills what another leaves at its end with silence.
    static boolean fill(AudioSource from, short[] into) {
        int read = from.read(into);
        Arrays.fill(into, read, into.length, (short) 0);
        return read == into.length;
    }
}
