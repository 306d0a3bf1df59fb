package dev.ringback.guard;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// A table of fixed size for what is only worth knowing for a while. A key has eight places; where
/// they are all taken, the entry goes that would be forgotten first. So many keys that each leave
/// little push out one another and none that left more. Keys come from [KeyedHash] or another hash
/// with a secret, so that nobody can choose whose places they take. Any thread, without locks.
///
/// @param <E> an immutable entry
public final class FixedTable<E extends FixedTable.Entry> {
    private static final int NEIGHBOURS = 8;

    private final AtomicReferenceArray<@Nullable E> slots;
    private final int mask;

    /// An empty table.
    ///
    /// @param places how many entries it has room for, a power of two, at least eight
    public FixedTable(int places) {
        if (places < NEIGHBOURS || Integer.bitCount(places) != 1) {
            throw new IllegalArgumentException("no power of two: " + places);
        }
        this.slots = new AtomicReferenceArray<>(places);
        this.mask = places - 1;
    }

    /// What a table holds.
    public interface Entry {
        /// What it is about.
        long key();

        /// Until when it is worth knowing, in any unit that all entries of a table share.
        long lasts();
    }

    /// Changes an entry.
    public interface Change<E> {
        /// What takes the place of an entry: the same one to leave it, null to forget it. Called
        /// again where another thread came between.
        ///
        /// @param old null where there was none
        @Nullable E apply(@Nullable E old);
    }

    /// The entry of a key, also one whose time is over; null where there is none.
    public @Nullable E find(long key) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            E entry = slots.get(slot(key, i));
            if (entry != null && entry.key() == key) {
                return entry;
            }
        }
        return null;
    }

    /// Changes the entry of a key.
    ///
    /// @return what the change gave
    public @Nullable E update(long key, Change<E> change) {
        while (true) {
            int found = place(key);
            E old = found < 0 ? null : slots.get(found);
            E known = old != null && old.key() == key ? old : null;
            E next = change.apply(known);
            if (Objects.equals(next, known)) {
                return next;
            }
            int slot = known == null ? victim(key) : found;
            E replaced = known == null ? slots.get(slot) : known;
            if (slots.compareAndSet(slot, replaced, next)) {
                return next;
            }
        }
    }

    private int place(long key) {
        for (int i = 0; i < NEIGHBOURS; i++) {
            E entry = slots.get(slot(key, i));
            if (entry != null && entry.key() == key) {
                return slot(key, i);
            }
        }
        return -1;
    }

    /// The place for a new key: an empty one, else that of the entry that lasts least.
    private int victim(long key) {
        int least = slot(key, 0);
        long lasts = Long.MAX_VALUE;
        for (int i = 0; i < NEIGHBOURS; i++) {
            E entry = slots.get(slot(key, i));
            if (entry == null) {
                return slot(key, i);
            }
            if (entry.lasts() < lasts) {
                least = slot(key, i);
                lasts = entry.lasts();
            }
        }
        return least;
    }

    private int slot(long key, int neighbour) {
        return ((int) ((key >>> 32) ^ key) + neighbour) & mask;
    }
}
