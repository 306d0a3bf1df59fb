package dev.ringback.srtp;

/// The packets that were received already, RFC 3711 §3.3.2: a window of 64. One owner.
final class ReplayWindow {
    private static final int SIZE = 64;

    private long highest = -1;
    private long seen;

    /// The highest index so far; -1 before the first.
    long highest() {
        return highest;
    }

    /// Whether an index is new and not too old.
    boolean fresh(long index) {
        long age = highest - index;
        return age < 0 || (age < SIZE && (seen & (1L << age)) == 0);
    }

    /// Notes an index whose packet is authentic.
    void note(long index) {
        long ahead = index - highest;
        if (ahead > 0) {
            seen = ahead < SIZE && highest >= 0 ? seen << ahead | 1 : 1;
            highest = index;
        } else {
            seen |= 1L << -ahead;
        }
    }
}
