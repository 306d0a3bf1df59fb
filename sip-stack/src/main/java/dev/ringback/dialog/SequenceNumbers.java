package dev.ringback.dialog;

/// The CSeq numbers of both sides of a dialog, RFC 3261 §12.2.
public final class SequenceNumbers {
    /// The largest number that a CSeq may have, §8.1.1.5; a first number is far below.
    public static final long MOST = (1L << 31) - 1;

    private static final long NONE = -1;

    private long local;
    private long remote;

    private SequenceNumbers(long local, long remote) {
        this.local = local;
        this.remote = remote;
    }

    /// Those of a side that sent the number already, and has heard none.
    public static SequenceNumbers sent(long number) {
        return new SequenceNumbers(number, NONE);
    }

    /// Those of a side that has heard the number, and sent none.
    public static SequenceNumbers heard(long number) {
        return new SequenceNumbers(0, number);
    }

    /// The number of the next request, §12.2.1.1.
    public long next() {
        return ++local;
    }

    /// The number of the last request, for its ACK and CANCEL.
    public long last() {
        return local;
    }

    /// Makes sure that the next number is greater than that one, which the request took that formed
    /// the dialog and was sent again since.
    public void passed(long number) {
        local = Math.max(local, number);
    }

    /// Notes the number of a request of the peer.
    ///
    /// @return false where it is lower than one before, or the same: such a request is answered 500
    ///     (§12.2.2). A gap is no fault.
    public boolean heardInOrder(long number) {
        if (number <= remote) {
            return false;
        }
        remote = number;
        return true;
    }
}
