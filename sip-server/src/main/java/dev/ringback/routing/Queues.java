package dev.ringback.routing;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The lines of calls that wait, one for each name, over all shards. Any thread may use it; a line
/// that nobody stands in takes no room.
public final class Queues {
    private final ConcurrentHashMap<String, ConcurrentSkipListSet<Long>> lines =
            new ConcurrentHashMap<>();
    private final AtomicLong tickets = new AtomicLong();

    /// No lines yet.
    public Queues() {}

    /// A call's place in a line.
    ///
    /// @param name the line
    /// @param number grows from call to call
    public record Ticket(String name, long number) {}

    /// Enters a line at its end.
    ///
    /// @param most how many may stand in it
    /// @return the place; null when the line is full
    public @Nullable Ticket enter(String name, int most) {
        Ticket ticket = new Ticket(name, tickets.incrementAndGet());
        ConcurrentSkipListSet<Long> entered =
                lines.compute(
                        name,
                        (_, line) -> {
                            ConcurrentSkipListSet<Long> now =
                                    line == null ? new ConcurrentSkipListSet<>() : line;
                            if (now.size() < most) {
                                now.add(ticket.number());
                            }
                            return now;
                        });
        return entered.contains(ticket.number()) ? ticket : null;
    }

    /// Which place that is, 1 for the first; 0 for a call that has left.
    public int position(Ticket ticket) {
        ConcurrentSkipListSet<Long> line = lines.get(ticket.name());
        return line == null || !line.contains(ticket.number())
                ? 0
                : line.headSet(ticket.number()).size() + 1;
    }

    /// How many stand in a line.
    public int length(String name) {
        ConcurrentSkipListSet<Long> line = lines.get(name);
        return line == null ? 0 : line.size();
    }

    /// Leaves a line. A call that has left stays away.
    public void leave(Ticket ticket) {
        lines.computeIfPresent(
                ticket.name(),
                (_, line) -> {
                    line.remove(ticket.number());
                    return line.isEmpty() ? null : line;
                });
    }
}
