package dev.ringback.app.record;

import dev.ringback.message.SipMessage;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A piece of a [Track]: entries one after the other. One thread writes, any thread reads what it
/// has published. When its turn comes again it is written anew under another number, and whoever
/// read it meanwhile finds out by that.
///
/// An entry is: its length (4 octets), the hash of its Call-ID (4), when it was written (8), the
/// [Place] of its line, and the message.
final class Segment {
    static final int SIZE = 256 << 10;

    /// Octets before the place.
    static final int HEAD = 16;

    private static final int MOST_DECISIONS = 1_024;

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] octets = new byte[SIZE];
    private final Recorded.@Nullable Decided[] decisions = new Recorded.Decided[MOST_DECISIONS];

    /// Which piece of the track this is now; negative while it is being emptied.
    private volatile long number;

    private volatile int used;
    private volatile int decided;

    /// About how many octets its decisions take; of the writer alone.
    private int causes;

    Segment(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    /// Forgets all, for a new turn.
    void restart(long next) {
        number = -1;
        VarHandle.fullFence(); // nothing of the new turn is to be seen under the old number
        used = 0;
        decided = 0;
        causes = 0;
        Arrays.fill(decisions, null);
        number = next;
    }

    /// Writes a message.
    ///
    /// @return whether there was room
    boolean add(long at, SipMessage message, Place place) {
        int from = used;
        int begin = from + HEAD + place.size();
        int end = begin + message.size();
        if (end > SIZE) {
            return false;
        }
        INT.set(octets, from, end - from);
        INT.set(octets, from + 4, message.callId().hashCode());
        LONG.set(octets, from + 8, at);
        place.write(octets, from + HEAD);
        message.writeTo(
                (bytes, offset, length) -> System.arraycopy(bytes, offset, octets, begin, length));
        used = end;
        return true;
    }

    /// Writes a decision. Those of a piece take no more memory than its messages.
    ///
    /// @return whether there was room
    boolean add(Recorded.Decided decision) {
        int count = decided;
        int octets = decision.causes().octets();
        boolean full = count == MOST_DECISIONS || (count > 0 && causes + octets > SIZE);
        if (full) {
            return false;
        }
        causes += octets;
        decisions[count] = decision;
        decided = count + 1;
        return true;
    }

    /// Copies what it holds at this moment.
    ///
    /// @param into a copy that was used before; where it is of the same piece, only what is new is
    ///     copied
    /// @return whether it still is that piece
    boolean copy(long wanted, Copy into) {
        if (number != wanted) {
            return false;
        }
        int count = decided;
        int end = used;
        int known = into.source == this && into.number == wanted ? into.used : 0;
        into.source = null;
        if (end < known) {
            return false;
        }
        System.arraycopy(octets, known, into.octets, known, end - known);
        into.decisions = Arrays.copyOf(decisions, count);
        into.used = end;
        VarHandle.acquireFence();
        if (number != wanted) {
            return false;
        }
        into.source = this;
        into.number = wanted;
        return true;
    }

    /// A copy that one reader uses again and again.
    static final class Copy {
        private final byte[] octets = new byte[SIZE];
        private Recorded.@Nullable Decided[] decisions = new Recorded.Decided[0];
        private @Nullable Segment source;
        private long number;
        private int used;

        int used() {
            return used;
        }

        int decided() {
            return decisions.length;
        }

        Recorded.Decided decision(int index) {
            Recorded.Decided decision = decisions[index];
            if (decision == null) {
                throw new IllegalStateException("decision " + index + " is not there");
            }
            return decision;
        }

        /// The length of the entry at an offset.
        int length(int offset) {
            return (int) INT.get(octets, offset);
        }

        /// The hash of its Call-ID.
        int hash(int offset) {
            return (int) INT.get(octets, offset + 4);
        }

        /// The message of the entry.
        Recorded.Message message(int offset) {
            Place place = Place.read(octets, offset + HEAD);
            int begin = offset + HEAD + place.size();
            return new Recorded.Message(
                    (long) LONG.get(octets, offset + 8),
                    place.sent(),
                    place.line(),
                    Arrays.copyOfRange(octets, begin, offset + length(offset)));
        }
    }
}
