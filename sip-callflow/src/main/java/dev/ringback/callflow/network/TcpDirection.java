package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts the segments of one direction in order: RFC 9293 §3.4. What was captured twice counts once,
/// the first time. Octets that the other side has acknowledged, or that do not come for long, are
/// taken as missing.
final class TcpDirection {
    private static final int SEGMENT_COST = 96;

    private final Function<Boolean, Direction> opening;
    private final Tally tally;

    /// Segments beyond a hole, by how far they are from the first octet of the direction.
    private final TreeMap<Long, Waiting> beyond = new TreeMap<>();

    private @Nullable Direction direction;
    private int sequence;
    private long position;
    private long acknowledged;
    private int held;
    private Instant since = Instant.EPOCH;
    private boolean finished;

    /// Whether its sender has ended it, and with which number of the octet that would be next.
    private boolean closing;

    private int next;

    /// @param opening makes what takes the octets; it is told whether the start is missing
    TcpDirection(Function<Boolean, Direction> opening, Tally tally) {
        this.opening = opening;
        this.tally = tally;
    }

    /// Octets, and when they passed.
    @SuppressWarnings("ArrayRecordComponent")
    private record Waiting(byte[] octets, Instant at) {}

    /// Takes a segment of this direction.
    void take(Segment segment, Instant at) {
        Direction taker = direction;
        if (segment.opens()) {
            if (taker == null) {
                sequence = segment.sequence() + 1;
                taker = open(false);
            }
            if (segment.octets().length > 0) {
                place(taker, segment.octets(), distance(segment.sequence() + 1), at);
            }
            return;
        }
        // one octet behind what is known, or nothing at all, keeps a connection alive
        if (taker == null && segment.octets().length > 1) {
            sequence = segment.sequence();
            taker = open(true);
        }
        if (taker != null && segment.octets().length > 0) {
            place(taker, segment.octets(), distance(segment.sequence()), at);
        }
    }

    private Direction open(boolean middle) {
        Direction made = opening.apply(middle);
        direction = made;
        return made;
    }

    /// How far a number is from the first octet: the nearest way, seen from the present position.
    private long distance(int number) {
        return position + (number - (sequence + (int) position));
    }

    private void place(Direction taker, byte[] octets, long offset, Instant at) {
        long end = offset + octets.length;
        if (finished || end <= position) {
            return;
        }
        if (offset > position) {
            keep(octets, offset, at);
            return;
        }
        int known = (int) (position - offset);
        byte[] fresh = known == 0 ? octets : Arrays.copyOfRange(octets, known, octets.length);
        position = end;
        taker.octets(fresh, at);
        since = at;
        follow(taker, _ -> at);
    }

    private void keep(byte[] octets, long offset, Instant at) {
        if (beyond.isEmpty()) {
            since = at;
        }
        Waiting before = beyond.get(offset);
        int known = before == null ? -SEGMENT_COST : before.octets.length;
        if (known < octets.length) {
            beyond.put(offset, new Waiting(octets, before == null ? at : before.at));
            held += octets.length - known;
        }
    }

    /// Hands on what follows without a hole, and closes where that was all.
    ///
    /// @param time tells when a segment counts as passed
    private void follow(Direction taker, Function<Waiting, Instant> time) {
        while (!beyond.isEmpty() && beyond.firstKey() <= position) {
            Map.Entry<Long, Waiting> first = beyond.pollFirstEntry();
            byte[] octets = first.getValue().octets;
            held -= octets.length + SEGMENT_COST;
            int known = (int) Math.min(position - first.getKey(), octets.length);
            if (known < octets.length) {
                position += octets.length - known;
                taker.octets(
                        Arrays.copyOfRange(octets, known, octets.length),
                        time.apply(first.getValue()));
            }
        }
        if (closing && !finished && beyond.isEmpty() && distance(next) <= position) {
            finished = true;
            taker.closed();
        }
    }

    /// The other side has received all before this number.
    void acknowledged(int number, Instant at) {
        if (direction != null) {
            acknowledged = Math.max(acknowledged, distance(number));
            while (!beyond.isEmpty() && acknowledged > position) {
                leap(Math.min(acknowledged, beyond.firstKey()), at);
            }
        }
    }

    /// Whether octets are missing for longer than this.
    void expire(Duration patience, Instant at) {
        while (!beyond.isEmpty() && since.plus(patience).isBefore(at)) {
            leap(at);
        }
    }

    /// Takes the octets before the next segment as missing.
    void leap(Instant at) {
        if (!beyond.isEmpty()) {
            leap(beyond.firstKey(), at);
        }
    }

    /// What waited for missing octets did not pass now, but when it was captured.
    private void leap(long place, Instant at) {
        Direction taker = direction;
        if (taker != null) {
            tally.skip(Skip.GAP);
            position = place;
            since = at;
            taker.gap(beyond.firstEntry().getValue().at);
            follow(taker, Waiting::at);
        }
    }

    /// Whether it was opened with this number of its first octet.
    boolean begins(int first) {
        return direction != null && sequence == first;
    }

    /// Whether it was opened at all.
    boolean begun() {
        return direction != null;
    }

    /// Its sender ends it behind this segment. Where octets are missing they may still come.
    void finish(Segment segment) {
        Direction taker = direction;
        closing = true;
        next = segment.sequence() + segment.octets().length + (segment.opens() ? 1 : 0);
        if (taker != null) {
            follow(taker, Waiting::at);
        }
    }

    /// Whether its sender has ended it and nothing waits.
    boolean over() {
        return closing && beyond.isEmpty() && (direction == null || finished) && held() == 0;
    }

    /// Nothing more comes.
    void end(Instant at) {
        while (!beyond.isEmpty()) {
            leap(at);
        }
        finished = true;
        if (direction != null) {
            direction.end();
            direction = null;
        }
    }

    /// Whether there are octets that wait for others before them.
    boolean waits() {
        return !beyond.isEmpty();
    }

    /// The octets that wait for others before them.
    int beyond() {
        return held;
    }

    int held() {
        return held + (direction == null ? 0 : direction.held());
    }
}
