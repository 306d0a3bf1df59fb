package dev.ringback.callflow.stream;

import java.util.Arrays;

/// Octets in a row: some are added at the end, others are taken from the start.
final class OctetQueue {
    private static final byte[] NONE = {};

    /// Arrays as long as this are not worth the copying.
    private static final int SHORT = 4_096;

    private byte[] octets = NONE;
    private int start;
    private int end;

    void add(byte[] more) {
        if (octets.length - end < more.length) {
            int held = length();
            byte[] target = new byte[Math.max(held + more.length, Math.min(2 * held, 1 << 20))];
            System.arraycopy(octets, start, target, 0, held);
            octets = target;
            start = 0;
            end = held;
        }
        System.arraycopy(more, 0, octets, end, more.length);
        end += more.length;
    }

    int length() {
        return end - start;
    }

    /// How many octets of memory it takes.
    int capacity() {
        return octets.length;
    }

    byte at(int index) {
        return octets[start + index];
    }

    /// The array that they lie in, between [#start] and [#end].
    byte[] array() {
        return octets;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /// Takes the first ones out.
    byte[] take(int count) {
        byte[] taken = Arrays.copyOfRange(octets, start, start + count);
        drop(count);
        return taken;
    }

    void drop(int count) {
        start += count;
        if (start == end) {
            clear();
        } else if (octets.length > SHORT && length() < octets.length / 4) {
            octets = Arrays.copyOfRange(octets, start, end);
            end -= start;
            start = 0;
        }
    }

    void clear() {
        octets = NONE;
        start = 0;
        end = 0;
    }
}
