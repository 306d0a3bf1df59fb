package dev.ringback.rtp;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Sends digits as named events, one after the other: RFC 4733 §2.5.1. Every packet of an event has
/// the timestamp of its beginning and a longer duration, the first one the marker; the last one
/// goes out three times. One owner.
public final class EventSender {
    private static final int END_PACKETS = 3;
    private static final int PAUSE_STEPS = 3;
    private static final int VOLUME = 10;

    private final int step;
    private final Queue<Wanted> waiting = new ArrayDeque<>();
    private @Nullable Wanted present;
    private int started;
    private int duration;
    private int ends;
    private int pause;

    /// A sender without anything to send.
    ///
    /// @param step how far the timestamp goes from packet to packet
    public EventSender(int step) {
        this.step = step;
    }

    private record Wanted(int event, int duration) {}

    /// One packet to send.
    ///
    /// @param timestamp of the event's beginning
    /// @param marker whether it is the event's first packet
    /// @param event its payload
    public record Packet(int timestamp, boolean marker, TelephoneEvent event) {}

    /// Adds an event after those that wait.
    ///
    /// @param event its code, 0 to 255
    /// @param units how long it lasts, in units of the timestamp; rounded up to whole steps
    /// @throws IllegalArgumentException if the time is none, or longer than one packet can say: an
    ///     event in segments (RFC 4733 §2.5.1.3) is never made
    public void add(int event, int units) {
        int rounded = Math.ceilDiv(units, step) * step;
        if (units <= 0 || rounded > 0xFFFF) {
            throw new IllegalArgumentException(units + " units");
        }
        waiting.add(new Wanted(event, rounded));
    }

    /// Whether nothing is sent and nothing waits.
    public boolean idle() {
        return present == null && waiting.isEmpty() && pause == 0;
    }

    /// What this step sends in the place of audio; null when it is audio's turn.
    ///
    /// @param now the timestamp of this step
    public @Nullable Packet next(int now) {
        if (pause > 0) {
            pause--;
            return null;
        }
        Wanted wanted = present;
        if (wanted == null) {
            wanted = waiting.poll();
            if (wanted == null) {
                return null;
            }
            present = wanted;
            started = now;
            duration = 0;
            ends = 0;
        }
        boolean marker = duration == 0;
        duration = Math.min(wanted.duration, duration + step);
        boolean end = duration == wanted.duration;
        ends += end ? 1 : 0;
        if (ends == END_PACKETS) {
            present = null;
            pause = PAUSE_STEPS;
        }
        TelephoneEvent event = new TelephoneEvent(wanted.event, end, VOLUME, duration);
        return new Packet(started, marker, event);
    }
}
