package dev.ringback.rtp;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Hears named events: RFC 4733 §2.5.2. An event is known by its timestamp, so whichever of its
/// packets comes first tells of it, once, also when those of its beginning or end are lost. One
/// owner.
public final class EventDetector {
    /// So long after its last packet an event without end is over (§2.5.2.2).
    public static final Duration PATIENCE = Duration.ofMillis(200);

    private @Nullable Open open;
    private boolean heard;
    private int last;
    private int lastEnd;
    private int lastEvent;

    /// One that has heard nothing.
    public EventDetector() {}

    /// What is heard.
    public sealed interface Heard {
        /// An event begins.
        ///
        /// @param event its code, 0 to 255
        record Began(int event) implements Heard {}

        /// An event is over.
        ///
        /// @param event its code, 0 to 255
        /// @param units how long it was, in units of the timestamp, as far as was heard
        record Ended(int event, long units) implements Heard {}
    }

    private record Open(int event, long before, int duration, long heardAt) {
        Heard.Ended ended() {
            return new Heard.Ended(event, before + duration);
        }
    }

    /// Takes the packet of an event.
    ///
    /// @param timestamp of the packet
    /// @param event its payload
    /// @param now a monotonic time in nanoseconds
    /// @return what it tells, in order: nothing, a beginning, an end, or several of them
    public List<Heard> received(int timestamp, TelephoneEvent event, long now) {
        if (event.duration() == 0) {
            return List.of(); // no event of ours is a state (§2.3.5)
        }
        if (heard && timestamp == last) {
            return continued(event, now);
        }
        if (heard && timestamp - last < 0) {
            return List.of(); // a late packet of an event before
        }
        Open before = open;
        boolean segment = before != null && timestamp == lastEnd && event.event() == before.event();
        heard = true;
        last = timestamp;
        lastEvent = event.event();
        lastEnd = timestamp + event.duration();
        if (segment && before != null) {
            long sum = before.before() + before.duration();
            return over(new Open(event.event(), sum, event.duration(), now), event.end());
        }
        Heard began = new Heard.Began(event.event());
        List<Heard> ended = before == null ? List.of() : List.of(before.ended());
        List<Heard> more = over(new Open(event.event(), 0, event.duration(), now), event.end());
        return join(ended, join(List.of(began), more));
    }

    private List<Heard> continued(TelephoneEvent event, long now) {
        Open before = open;
        if (before == null || event.event() != lastEvent) {
            return List.of(); // its end was heard already
        }
        int longest = Math.max(before.duration(), event.duration());
        lastEnd = last + longest;
        return over(new Open(before.event(), before.before(), longest, now), event.end());
    }

    private List<Heard> over(Open present, boolean end) {
        open = end ? null : present;
        return end ? List.of(present.ended()) : List.of();
    }

    private static List<Heard> join(List<Heard> first, List<Heard> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /// The end of an event of which nothing came for [#PATIENCE]; null when there is none.
    ///
    /// @param now a monotonic time in nanoseconds
    public Heard.@Nullable Ended overdue(long now) {
        Open before = open;
        if (before == null || now - before.heardAt() < PATIENCE.toNanos()) {
            return null;
        }
        open = null;
        return before.ended();
    }
}
