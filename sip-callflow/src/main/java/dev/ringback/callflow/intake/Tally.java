package dev.ringback.callflow.intake;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what is read and what is left out. Any thread may count and ask.
public final class Tally {
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final Map<Skip, AtomicLong> skipped = new EnumMap<>(Skip.class);

    /// Nothing was read yet.
    public Tally() {
        for (Skip reason : Skip.values()) {
            skipped.put(reason, new AtomicLong());
        }
    }

    /// Counts a packet.
    public void packet() {
        packets.incrementAndGet();
    }

    /// Counts what is left out.
    public void skip(Skip reason) {
        counter(reason).incrementAndGet();
    }

    private AtomicLong counter(Skip reason) {
        return Objects.requireNonNull(skipped.get(reason));
    }

    void message() {
        messages.incrementAndGet();
    }

    void unreadable() {
        unreadable.incrementAndGet();
    }

    /// The numbers of now.
    public Summary summary() {
        Map<Skip, Long> counts = new EnumMap<>(Skip.class);
        for (Skip reason : Skip.values()) {
            long count = counter(reason).get();
            if (count > 0) {
                counts.put(reason, count);
            }
        }
        return new Summary(packets.get(), messages.get(), unreadable.get(), counts);
    }
}
