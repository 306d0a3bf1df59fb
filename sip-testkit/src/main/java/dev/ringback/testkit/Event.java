package dev.ringback.testkit;

import java.util.Comparator;

/// Something that will happen at a time. Events of one time happen in the order in which they were
/// planned.
record Event(long at, long sequence, String label, Runnable action) implements Comparable<Event> {
    private static final Comparator<Event> ORDER =
            Comparator.comparingLong(Event::at).thenComparingLong(Event::sequence);

    @Override
    public int compareTo(Event other) {
        return ORDER.compare(this, other);
    }
}
