package dev.ringback.waiting;

/// Finds the position of a record by its fingerprint: open addressing with linear probing. It is
/// cut into parts that grow and shrink each for itself, so that no insertion pays for all.
final class PositionTable {
    private static final int PARTS = 256;
    private static final int SMALLEST = 4;

    private final Part[] parts = new Part[PARTS];
    private final Holder holder;
    private long bytes;

    /// Knows which fingerprints a record has.
    interface Holder {
        /// Whether the record at this position has this fingerprint.
        boolean has(long position, Fingerprint print);
    }

    PositionTable(Holder holder) {
        this.holder = holder;
        for (int i = 0; i < PARTS; i++) {
            parts[i] = new Part();
        }
    }

    /// The position of the record with this fingerprint, or -1.
    long find(Fingerprint print) {
        Part part = part(print);
        int slot = part.slot(print, holder);
        return slot < 0 ? -1 : part.positions[slot] - 1;
    }

    /// Adds a fingerprint that is not there.
    void add(Fingerprint print, long position) {
        Part part = part(print);
        bytes -= part.bytes();
        part.add(hash(print), position + 1);
        bytes += part.bytes();
    }

    /// Removes a fingerprint of a record that is still there.
    void remove(Fingerprint print) {
        Part part = part(print);
        int slot = part.slot(print, holder);
        if (slot >= 0) {
            bytes -= part.bytes();
            part.remove(slot);
            bytes += part.bytes();
        }
    }

    /// The memory that it takes, in octets.
    long bytes() {
        return bytes;
    }

    private Part part(Fingerprint print) {
        return parts[(int) print.low() & (PARTS - 1)];
    }

    private static int hash(Fingerprint print) {
        return (int) (print.low() >>> 32);
    }

    private static final class Part {
        private static final int[] NO_HASHES = {};
        private static final long[] NO_POSITIONS = {};

        private int[] hashes = NO_HASHES;

        /// One more than the position; 0 where a slot is free.
        private long[] positions = NO_POSITIONS;

        private int size;

        int bytes() {
            return positions.length * (Long.BYTES + Integer.BYTES);
        }

        /// Where a fingerprint is, or -1.
        int slot(Fingerprint print, Holder holder) {
            int hash = hash(print);
            int mask = positions.length - 1;
            int slot = hash & mask;
            while (mask > 0 && positions[slot] != 0) {
                if (hashes[slot] == hash && holder.has(positions[slot] - 1, print)) {
                    return slot;
                }
                slot = slot + 1 & mask;
            }
            return -1;
        }

        void add(int hash, long position) {
            if ((size + 1) * 4 > positions.length * 3) {
                resize(Math.max(SMALLEST, positions.length * 2));
            }
            put(hash, position);
            size++;
        }

        /// Removes an entry and closes the gap, so that no probe ends too early.
        void remove(int slot) {
            int mask = positions.length - 1;
            int gap = slot;
            int next = slot + 1 & mask;
            while (positions[next] != 0) {
                int home = hashes[next] & mask;
                if ((next - home & mask) >= (next - gap & mask)) {
                    positions[gap] = positions[next];
                    hashes[gap] = hashes[next];
                    gap = next;
                }
                next = next + 1 & mask;
            }
            positions[gap] = 0;
            size--;
            if (size == 0) {
                hashes = NO_HASHES;
                positions = NO_POSITIONS;
            } else if (size * 8 < positions.length) {
                resize(positions.length / 2);
            }
        }

        private void put(int hash, long position) {
            int mask = positions.length - 1;
            int slot = hash & mask;
            while (positions[slot] != 0) {
                slot = slot + 1 & mask;
            }
            hashes[slot] = hash;
            positions[slot] = position;
        }

        private void resize(int capacity) {
            int[] oldHashes = hashes;
            long[] old = positions;
            hashes = new int[capacity];
            positions = new long[capacity];
            for (int i = 0; i < old.length; i++) {
                if (old[i] != 0) {
                    put(oldHashes[i], old[i]);
                }
            }
        }
    }
}
