package dev.ringback.srtp;

/// The index of a packet, of which only the lower 16 bits are sent: RFC 3711 §3.3.1.
final class SrtpIndex {
    private static final long ROUND = 1L << 16;

    private SrtpIndex() {}

    /// The index with this sequence number that is the nearest to the highest one so far, never
    /// negative.
    ///
    /// @param highest -1 before the first packet
    static long near(long highest, int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long same = (highest & -ROUND) + sequence;
        long behind = highest - same;
        if (behind > ROUND / 2) {
            return same + ROUND;
        }
        return -behind > ROUND / 2 && same >= ROUND ? same - ROUND : same;
    }
}
