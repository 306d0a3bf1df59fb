package dev.ringback.waiting;

/// Records of one waiting time, in the order in which they end: a queue of segments, each a large
/// array that is used again. A position counts on from segment to segment and never comes again
/// while its record is there.
final class Lane {
    private static final int OFFSET_BITS = 18;

    /// The size of a segment, in octets.
    static final int SEGMENT = 1 << OFFSET_BITS;

    /// The size of the first one: most stacks have little to remember.
    private static final int FIRST = 1 << 12;

    private final long delay;
    private byte[][] segments = new byte[4][];

    /// How much of each segment is used, in octets.
    private int[] ends = new int[4];

    /// The numbers of the first segment and of the one behind the last.
    private long first;

    private long last;
    private int head;
    private byte[] spare = {};
    private long bytes;

    /// @param delay how long its records wait, in nanoseconds
    Lane(long delay) {
        this.delay = delay;
    }

    long delay() {
        return delay;
    }

    /// Makes room for a record.
    ///
    /// @param length in octets, at most [#SEGMENT]
    /// @return its position
    long append(int length) {
        if (first == last || ends[slot(last - 1)] + length > segments[slot(last - 1)].length) {
            open(length);
        }
        int slot = slot(last - 1);
        int offset = ends[slot];
        ends[slot] += length;
        return (last - 1) << OFFSET_BITS | offset;
    }

    /// The position of the oldest record; -1 where there is none.
    long oldest() {
        return first == last ? -1 : first << OFFSET_BITS | head;
    }

    /// Forgets the oldest record.
    ///
    /// @param length its length
    void drop(int length) {
        head += length;
        if (head >= ends[slot(first)]) {
            head = 0;
            close();
        }
    }

    /// The array in which a record lies.
    byte[] array(long position) {
        return segments[slot(position >>> OFFSET_BITS)];
    }

    /// Where in its array a record begins.
    static int offset(long position) {
        return (int) position & (SEGMENT - 1);
    }

    /// The memory that it takes, in octets.
    long bytes() {
        return bytes + spare.length;
    }

    private int slot(long number) {
        return (int) number & (segments.length - 1);
    }

    private void open(int length) {
        if (last - first == segments.length) {
            widen();
        }
        int slot = slot(last);
        int before = first == last ? FIRST / 2 : segments[slot(last - 1)].length;
        int size = Math.min(SEGMENT, Math.max(before * 2, Integer.highestOneBit(length) * 2));
        if (spare.length >= size) {
            segments[slot] = spare;
            spare = new byte[0];
        } else {
            segments[slot] = new byte[size];
        }
        bytes += segments[slot].length;
        ends[slot] = 0;
        last++;
    }

    private void close() {
        int slot = slot(first);
        bytes -= segments[slot].length;
        spare = segments[slot];
        segments[slot] = new byte[0];
        first++;
    }

    private void widen() {
        byte[][] wider = new byte[segments.length * 2][];
        int[] widerEnds = new int[segments.length * 2];
        for (long number = first; number < last; number++) {
            int slot = (int) number & (wider.length - 1);
            wider[slot] = segments[slot(number)];
            widerEnds[slot] = ends[slot(number)];
        }
        segments = wider;
        ends = widerEnds;
    }
}
