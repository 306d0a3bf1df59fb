package dev.ringback.media;

import dev.ringback.audio.G711;
import dev.ringback.offer.AudioFormat;
import dev.ringback.rtp.EventDetector;
import dev.ringback.rtp.JitterBuffer;
import dev.ringback.rtp.Reception;
import dev.ringback.rtp.RtpPacket;
import dev.ringback.rtp.TelephoneEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What we hear: the present source, its samples in order, its digits. Pure, one owner.
final class IncomingAudio {
    private static final long NANOS_A_SAMPLE = 125_000;

    private JitterBuffer buffer = new JitterBuffer();
    private EventDetector events = new EventDetector();
    private @Nullable Reception present;
    private @Nullable Reception next;
    private long lateBefore;
    private long packetsBefore;
    private long lostBefore;
    private int sources;

    /// Takes a packet of the peer.
    ///
    /// @param format what its payload type stands for
    /// @param now a monotonic time in nanoseconds
    /// @return what events it tells of
    List<EventDetector.Heard> received(RtpPacket packet, AudioFormat format, long now) {
        RtpPacket.Header header = packet.header();
        Reception source = source(header.source());
        boolean counts = source.received(header.sequence());
        if (source == next && source.valid()) {
            take(source);
        }
        if (source != present || (!counts && source.valid())) {
            return List.of();
        }
        source.timed(header.timestamp(), (int) (now / NANOS_A_SAMPLE));
        if (format.events()) {
            TelephoneEvent event = TelephoneEvent.parse(packet.payload());
            return event == null ? List.of() : events.received(header.timestamp(), event, now);
        }
        G711 law = G711.of(format.map().encoding());
        if (law != null) {
            buffer.put(header.timestamp(), law.decode(packet.payload()));
        }
        return List.of();
    }

    /// The first source is heard at once, another one when it is valid: RFC 3550 §A.1.
    private Reception source(int ssrc) {
        if (present == null) {
            return take(new Reception(ssrc));
        }
        if (present.source() == ssrc) {
            return present;
        }
        if (next == null || next.source() != ssrc) {
            next = new Reception(ssrc);
        }
        return next;
    }

    private Reception take(Reception source) {
        if (present != null) {
            packetsBefore += present.received();
            lostBefore += present.lost();
            lateBefore += buffer.late();
            buffer = new JitterBuffer();
            events = new EventDetector();
        }
        sources++;
        present = source;
        next = null;
        return source;
    }

    /// The end of an event of which nothing came for a while; null where there is none.
    EventDetector.Heard.@Nullable Ended overdue(long now) {
        return events.overdue(now);
    }

    /// The next samples, with silence where there are none.
    void take(short[] into) {
        buffer.take(into);
    }

    /// The present source; null where none was heard.
    @Nullable Reception present() {
        return present;
    }

    int sources() {
        return sources;
    }

    long packets() {
        return packetsBefore + (present == null ? 0 : present.received());
    }

    long lost() {
        return lostBefore + (present == null ? 0 : present.lost());
    }

    long late() {
        return lateBefore + buffer.late();
    }
}
