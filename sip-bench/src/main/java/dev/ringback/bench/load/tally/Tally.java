package dev.ringback.bench.load.tally;

import java.util.Map;
import java.util.TreeMap;

/// What was counted. One thread.
public final class Tally {
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<Integer, Long> statuses = new TreeMap<>();
    private int started;
    private int ok;
    private int failed;
    private long retransmissions;
    private long repeats;
    private long strays;
    private long late;
    private long disordered;
    private int answered;
    private int acknowledged;
    private int ended;

    /// Nothing counted yet.
    public Tally() {}

    /// An operation began.
    public void start() {
        started++;
    }

    /// An operation went as it should.
    public void success() {
        ok++;
    }

    /// An operation went wrong.
    public void failure(String reason) {
        failed++;
        reasons.merge(reason, 1L, Long::sum);
    }

    /// We sent something once more.
    public void retransmission() {
        retransmissions++;
    }

    /// Something came once more.
    public void repeat() {
        repeats++;
    }

    /// Something came that belongs to nothing.
    public void stray(String what) {
        strays++;
        reasons.merge("stray: " + what, 1L, Long::sum);
    }

    /// A provisional response came after the final one, which over UDP may be.
    public void disordered() {
        disordered++;
    }

    /// The first answer to a request came when RFC 3261's clients have already repeated it.
    public void late() {
        late++;
    }

    /// A response to the first request of an operation.
    public void status(int status) {
        statuses.merge(status, 1L, Long::sum);
    }

    /// The callee answered a call.
    public void answered() {
        answered++;
    }

    /// The callee got the ACK.
    public void acknowledged() {
        acknowledged++;
    }

    /// The callee got the BYE.
    public void ended() {
        ended++;
    }

    /// How many operations went as they should.
    public int succeeded() {
        return ok;
    }

    /// How many operations are over.
    public int over() {
        return ok + failed;
    }

    /// The counts as they are now.
    public Counts counts() {
        return new Counts(
                new Counts.Outcome(started, ok, failed, Map.copyOf(reasons)),
                Map.copyOf(statuses),
                new Counts.Again(retransmissions, repeats, strays, late, disordered),
                new Counts.Callee(answered, acknowledged, ended));
    }
}
