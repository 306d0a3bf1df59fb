package dev.ringback.bench.load;

import java.util.Arrays;

/// Remembers the last hundred thousand names and some more, in a fixed room: by their hash, so that
/// two names in many millions may be taken for one.
final class Recent {
    private static final int MOST = 100_000;
    private static final int SLOTS = 1 << 18;

    private long[] young = new long[SLOTS];
    private long[] old = new long[SLOTS];
    private int size;

    /// Remembers a name.
    void add(String name) {
        if (size == MOST) {
            long[] oldest = old;
            old = young;
            Arrays.fill(oldest, 0);
            young = oldest;
            size = 0;
        }
        long hash = hash(name);
        int slot = slot(young, hash);
        if (young[slot] == 0) {
            young[slot] = hash;
            size++;
        }
    }

    /// Whether the name was added lately.
    boolean has(String name) {
        long hash = hash(name);
        return young[slot(young, hash)] != 0 || old[slot(old, hash)] != 0;
    }

    private static int slot(long[] table, long hash) {
        int slot = (int) (hash >>> 40) & SLOTS - 1;
        while (table[slot] != 0 && table[slot] != hash) {
            slot = slot + 1 & SLOTS - 1;
        }
        return slot;
    }

    /// FNV-1a with a last stir; never 0.
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0x9E3779B97F4A7C15L;
        return hash == 0 ? 1 : hash;
    }
}
