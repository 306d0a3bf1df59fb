package dev.ringback.waiting;

import dev.ringback.stack.Destination;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps what is left of transactions until their waiting time is over. All that wait equally long
/// end in the order in which they came, so that each waiting time is a queue ([Lane]); a
/// [PositionTable] finds a record by its key.
public final class WaitingRoom {
    /// Transactions have two waiting times, 64*T1 and T4.
    private static final int MOST_LANES = 4;

    private static final int WAIT_AT = 4;
    private static final int OTHER_AT = 5;
    private static final int DEADLINE_AT = 7;
    private static final int HIGH_AT = 15;
    private static final int LOW_AT = 23;
    private static final int FIXED = 31;
    private static final int PRINT = 2 * Long.BYTES;
    private static final byte DEAD = -1;
    private static final List<Wait> WAITS = List.of(Wait.values());

    private final List<Lane> lanes = new ArrayList<>(MOST_LANES);
    private final PositionTable table = new PositionTable(this::has);
    private long next = Long.MAX_VALUE;
    private int size;

    /// An empty one.
    public WaitingRoom() {}

    /// The most that a record can send, in octets.
    public static int mostOctets() {
        return Lane.SEGMENT / 8;
    }

    /// Takes in what is left of a transaction.
    ///
    /// @param remainder with at most [#mostOctets], and a key that is not here
    /// @param delay how long it waits, in nanoseconds; its deadline is not before any that waits as
    ///   long
    public void add(Remainder remainder, long delay) {
        int lane = lane(delay);
        Fingerprint other = remainder.other();
        Destination to = remainder.to();
        int length =
                FIXED
                        + (other == null ? 0 : PRINT)
                        + (to == null ? 0 : Places.size(to))
                        + remainder.octets().length;
        long position = lanes.get(lane).append(length);
        ByteBuffer record = record(lanes.get(lane), position);
        record.putInt(length);
        record.put((byte) WAITS.indexOf(remainder.kind()));
        record.put((byte) (other == null ? 0 : 1)).put((byte) (to == null ? 0 : 1));
        record.putLong(remainder.deadline());
        write(remainder.key(), record);
        if (other != null) {
            write(other, record);
        }
        if (to != null) {
            Places.write(to, record);
        }
        record.put(remainder.octets());
        table.add(remainder.key(), position * MOST_LANES + lane);
        if (other != null && claims(remainder.kind())) {
            table.add(other, position * MOST_LANES + lane);
        }
        next = Math.min(next, remainder.deadline());
        size++;
    }

    /// What is left of the transaction with this key; null where it is not here.
    public @Nullable Remainder find(Fingerprint key) {
        long place = table.find(key);
        if (place < 0) {
            return null;
        }
        ByteBuffer record = record(place);
        int start = record.position();
        int end = start + record.getInt();
        Wait wait = WAITS.get(record.get());
        boolean hasOther = record.get() != 0;
        boolean hasTo = record.get() != 0;
        long deadline = record.getLong();
        Fingerprint found = read(record);
        Fingerprint other = hasOther ? read(record) : null;
        Destination to = hasTo ? Places.read(record) : null;
        byte[] octets = new byte[end - record.position()];
        record.get(octets);
        return new Remainder(wait, found, other, to, octets, deadline);
    }

    /// Whether a transaction with this key or claim is here.
    public boolean holds(Fingerprint print) {
        return table.find(print) >= 0;
    }

    /// Forgets one before its time; does nothing where it is not here.
    public void remove(Fingerprint key) {
        long place = table.find(key);
        if (place >= 0) {
            ByteBuffer record = record(place);
            forget(record);
            record.put(record.position() + WAIT_AT, DEAD);
            expire(Long.MIN_VALUE);
        }
    }

    /// Forgets all whose deadline is not after `now`.
    public void expire(long now) {
        long soonest = Long.MAX_VALUE;
        for (int i = 0; i < lanes.size(); i++) {
            soonest = Math.min(soonest, expire(lanes.get(i), now));
        }
        next = soonest;
    }

    /// When the next one is to be forgotten, in nanoseconds; `Long.MAX_VALUE` where none is here.
    public long nextDeadline() {
        return next;
    }

    /// How many are here.
    public int size() {
        return size;
    }

    /// The memory that all take, in octets.
    public long bytes() {
        long bytes = table.bytes();
        for (Lane lane : lanes) {
            bytes += lane.bytes();
        }
        return bytes;
    }

    /// Forgets what is due.
    ///
    /// @return the deadline of the next one
    private long expire(Lane lane, long now) {
        long position = lane.oldest();
        while (position >= 0) {
            ByteBuffer record = record(lane, position);
            int start = record.position();
            long deadline = record.getLong(start + DEADLINE_AT);
            boolean dead = record.get(start + WAIT_AT) == DEAD;
            if (deadline > now && !dead) {
                return deadline;
            }
            if (!dead) {
                forget(record);
            }
            lane.drop(record.getInt(start));
            position = lane.oldest();
        }
        return Long.MAX_VALUE;
    }

    /// Takes a record out of the table.
    private void forget(ByteBuffer record) {
        int start = record.position();
        table.remove(print(record, start + HIGH_AT));
        if (record.get(start + OTHER_AT) != 0 && claims(WAITS.get(record.get(start + WAIT_AT)))) {
            table.remove(print(record, start + FIXED));
        }
        size--;
    }

    private boolean has(long place, Fingerprint print) {
        ByteBuffer record = record(place);
        int start = record.position();
        if (record.getLong(start + LOW_AT) == print.low()
                && record.getLong(start + HIGH_AT) == print.high()) {
            return true;
        }
        return record.get(start + OTHER_AT) != 0
                && claims(WAITS.get(record.get(start + WAIT_AT)))
                && print(record, start + FIXED).equals(print);
    }

    /// Whether the other fingerprint of such a record is one that it is found by.
    private static boolean claims(Wait wait) {
        return switch (wait) {
            case ANSWERED, ACCEPTED, CONFIRMED -> true;
            case RELAYING, REFUSED, ENDED -> false;
        };
    }

    private int lane(long delay) {
        for (int i = 0; i < lanes.size(); i++) {
            if (lanes.get(i).delay() == delay) {
                return i;
            }
        }
        if (lanes.size() == MOST_LANES) {
            throw new IllegalArgumentException("one waiting time too many: " + delay);
        }
        lanes.add(new Lane(delay));
        return lanes.size() - 1;
    }

    private ByteBuffer record(long place) {
        return record(lanes.get((int) (place % MOST_LANES)), place / MOST_LANES);
    }

    private static ByteBuffer record(Lane lane, long position) {
        return ByteBuffer.wrap(lane.array(position)).position(Lane.offset(position));
    }

    private static void write(Fingerprint print, ByteBuffer into) {
        into.putLong(print.high()).putLong(print.low());
    }

    private static Fingerprint read(ByteBuffer from) {
        return new Fingerprint(from.getLong(), from.getLong());
    }

    private static Fingerprint print(ByteBuffer record, int at) {
        return new Fingerprint(record.getLong(at), record.getLong(at + Long.BYTES));
    }
}
