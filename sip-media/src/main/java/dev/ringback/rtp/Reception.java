package dev.ringback.rtp;

/// What one source sent us: its validity (RFC 3550 §A.1), what was lost (§A.3), its jitter (§A.8).
/// One owner.
public final class Reception {
    private static final int MOST_GAP = 3000;
    private static final int MOST_DISORDER = 100;
    private static final int CYCLE = 1 << 16;

    /// How many packets in order make a source valid.
    public static final int IN_ORDER = 2;

    private final int source;
    private int awaited = IN_ORDER;
    private int first;
    private int highest;
    private int cycles;
    private int restart = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private boolean timed;
    private int transit;
    private double jitter;

    /// A source that is not valid yet.
    public Reception(int source) {
        this.source = source;
        this.highest = -1;
    }

    /// The SSRC.
    public int source() {
        return source;
    }

    /// Whether enough packets came in order.
    public boolean valid() {
        return awaited == 0;
    }

    /// Takes note of a packet, by its sequence number.
    ///
    /// @param sequence 0 to 65535
    /// @return whether it counts: false while the source is not valid, and for a first packet after
    ///     an impossible jump
    public boolean received(int sequence) {
        if (awaited > 0) {
            return probation(sequence);
        }
        int ahead = sequence - highest & 0xFFFF;
        if (ahead < MOST_GAP) {
            cycles += sequence < highest ? CYCLE : 0;
            highest = sequence;
        } else if (ahead <= CYCLE - MOST_DISORDER) {
            if (sequence != restart) {
                restart = sequence + 1 & 0xFFFF;
                return false;
            }
            begin(sequence);
        }
        received++;
        return true;
    }

    private boolean probation(int sequence) {
        boolean follows = highest >= 0 && sequence == (highest + 1 & 0xFFFF);
        awaited = follows ? awaited - 1 : IN_ORDER - 1;
        highest = sequence;
        if (awaited > 0) {
            return false;
        }
        begin(sequence);
        received++;
        return true;
    }

    private void begin(int sequence) {
        first = sequence;
        highest = sequence;
        cycles = 0;
        restart = -1;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
        timed = false;
    }

    /// Takes note of the time of a packet that counts, also of one of an event, RFC 4733 §2.5.2.2.
    ///
    /// @param timestamp of the packet
    /// @param arrival in the units of the timestamp, from whatever beginning
    public void timed(int timestamp, int arrival) {
        int now = arrival - timestamp;
        if (timed) {
            jitter += (Math.abs((double) (now - transit)) - jitter) / 16;
        }
        transit = now;
        timed = true;
    }

    /// How many packets counted, duplicates too.
    public long received() {
        return received;
    }

    /// How many packets there should be, from the first to the highest sequence number.
    public long expected() {
        return valid() ? (long) cycles + highest - first + 1 : 0;
    }

    /// How many are missing; negative when duplicates came.
    public long lost() {
        return expected() - received;
    }

    /// The jitter in units of the timestamp.
    public double jitter() {
        return jitter;
    }

    /// The highest sequence number, with its cycles in the upper 16 bits.
    public int highestSequence() {
        return cycles + Math.max(0, highest);
    }

    /// What was lost in all, and in the time since this was asked last.
    public ReportBlock.Loss report() {
        long expectedNow = expected();
        long expectedSince = expectedNow - expectedBefore;
        long lostSince = expectedSince - (received - receivedBefore);
        expectedBefore = expectedNow;
        receivedBefore = received;
        boolean none = expectedSince <= 0 || lostSince <= 0;
        int fraction = none ? 0 : (int) Math.min(255, (lostSince << 8) / expectedSince);
        return new ReportBlock.Loss(fraction, Math.clamp(lost(), -0x80_0000, 0x7F_FFFF));
    }
}
