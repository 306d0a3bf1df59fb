package dev.ringback.rtp;

import java.util.Arrays;

/// Puts samples into the order of their timestamps and gives them out at an even pace. It holds no
/// more than [#CAPACITY]; who is late is counted and dropped, who is far off moves the buffer
/// (§A.1's restart, a peer that paused). Packets of every length fit. One owner.
public final class JitterBuffer {
    /// How many samples it holds: 512 ms.
    public static final int CAPACITY = 4096;

    /// How many samples the first packet waits: 60 ms.
    public static final int DELAY = 480;

    /// As many late packets in a row mean that the clocks went apart, or that the peer began anew.
    private static final int MOST_LATE = 5;

    private final short[] samples = new short[CAPACITY];
    private final boolean[] filled = new boolean[CAPACITY];
    private boolean started;
    private int next;
    private int lateInARow;
    private long late;
    private long moved;
    private int held;

    /// An empty one.
    public JitterBuffer() {}

    /// Takes the samples of a packet.
    ///
    /// @param timestamp of the first one
    public void put(int timestamp, short[] added) {
        if (added.length > CAPACITY - DELAY) {
            late++;
            return;
        }
        if (!started) {
            begin(timestamp);
        }
        int ahead = timestamp - next;
        if (ahead + added.length <= 0 && ahead <= 0) {
            late++;
            lateInARow++;
            if (lateInARow < MOST_LATE) {
                return;
            }
            move(timestamp);
        } else if (ahead > CAPACITY - added.length) {
            move(timestamp);
        }
        lateInARow = 0;
        store(timestamp, added);
    }

    private void begin(int timestamp) {
        started = true;
        next = timestamp - DELAY;
    }

    private void move(int timestamp) {
        moved++;
        Arrays.fill(filled, false);
        held = 0;
        begin(timestamp);
    }

    private void store(int timestamp, short[] added) {
        for (int i = 0; i < added.length; i++) {
            int at = timestamp + i;
            int slot = at & CAPACITY - 1;
            if (at - next >= 0 && !filled[slot]) {
                samples[slot] = added[i];
                filled[slot] = true;
                held++;
            }
        }
    }

    /// Fills an array with the next samples, and with silence where there are none.
    ///
    /// @return how many of them came from the peer
    public int take(short[] into) {
        int real = 0;
        for (int i = 0; i < into.length; i++) {
            int slot = next + i & CAPACITY - 1;
            into[i] = started && filled[slot] ? samples[slot] : 0;
            real += filled[slot] ? 1 : 0;
            filled[slot] = false;
        }
        held -= real;
        next += started ? into.length : 0;
        return real;
    }

    /// How many samples wait.
    public int held() {
        return held;
    }

    /// How many packets came when their time was over.
    public long late() {
        return late;
    }

    /// How often it had to move.
    public long moved() {
        return moved;
    }
}
