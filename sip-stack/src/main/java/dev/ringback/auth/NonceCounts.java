package dev.ringback.auth;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Remembers which nonce counts were used, so that a captured answer is worth nothing: RFC 7616
/// §3.4 and §5.5.
///
/// Each nonce has a window of 64 counts that slides with the highest one seen; a count in it is
/// taken once, one below it never. So requests that overtake each other on the way are served, and
/// replays are not.
///
/// Memory is fixed: the table is a ring of slots, indexed by the sequence number of the nonce. A
/// nonce answered later than `capacity` challenges after it was made may have lost its slot to a
/// newer one. It is then refused, never trusted, and the client repeats with a fresh nonce
/// (`stale=true`). The expiry of a nonce is the other bound, and is checked before by
/// [NonceFactory]. Any thread, without locks.
public final class NonceCounts {
    private static final int WIDTH = 64;

    private final AtomicReferenceArray<@Nullable Window> slots;

    /// @param capacity the number of nonces remembered, rounded up to a power of two; about 36
    ///     bytes each when used
    public NonceCounts(int capacity) {
        if (capacity < 1 || capacity > 1 << 28) {
            throw new IllegalArgumentException("Capacity out of range: " + capacity);
        }
        int size = Integer.highestOneBit(Math.max(1, 2 * capacity - 1));
        slots = new AtomicReferenceArray<>(size);
    }

    /// Takes a count of a nonce: true once for each count, false for a replay.
    ///
    /// @param sequence the nonce's number, [Nonce#sequence]
    /// @param count its count from 1; 0 stands for an answer without a count (RFC 2069), good once
    ///     for each nonce
    public boolean take(long sequence, long count) {
        int slot = (int) (sequence & (slots.length() - 1));
        while (true) {
            Window old = slots.get(slot);
            Window next = Window.after(old, sequence, count);
            if (next == null) {
                return false;
            }
            if (slots.compareAndSet(slot, old, next)) {
                return true;
            }
        }
    }

    /// The counts of one nonce: bit `i` of `used` stands for count `top - i`.
    private record Window(long sequence, long top, long used) {

        /// The window with this count taken; null where it must not be.
        static @Nullable Window after(@Nullable Window old, long sequence, long count) {
            if (old == null || old.sequence < sequence) {
                return new Window(sequence, count, 1);
            }
            if (old.sequence > sequence) {
                return null;
            }
            return count > old.top ? old.slideTo(count) : old.fill(count);
        }

        private Window slideTo(long count) {
            long step = count - top;
            return new Window(sequence, count, step >= WIDTH ? 1 : used << step | 1);
        }

        private @Nullable Window fill(long count) {
            long age = top - count;
            if (age >= WIDTH || (used >>> age & 1) != 0) {
                return null;
            }
            return new Window(sequence, top, used | 1L << age);
        }
    }
}
