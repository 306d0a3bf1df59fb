package dev.ringback.bench.load;

import dev.ringback.bench.load.pace.Pace;
import dev.ringback.bench.load.pace.Timers;
import dev.ringback.bench.load.tally.Tally;
import dev.ringback.bench.socket.Poller;

/// Begins operations when they are due, rings timers, and waits for messages: one thread.
final class Loop {
    /// As many operations begin before what has come is looked at.
    private static final int BURST = 256;

    private static final long LONGEST_WAIT = 100_000_000;

    private final Options options;
    private final Tally tally;
    private final Timers timers;
    private final Poller poller;
    private final Work work;
    private final int count;
    private final boolean answers;
    private final long patience;

    private long begin;
    private int started;

    /// When the last operation was over.
    private long lastOver;

    private int over;
    private long lastOk;
    private int ok;

    /// When there was still something to begin, or something of another's was over.
    private long lastSign;

    Loop(Desk desk, Poller poller, Work work) {
        this.options = desk.options();
        this.tally = desk.tally();
        this.timers = desk.timers();
        this.poller = poller;
        this.work = work;
        this.count = options.plan().count();
        this.answers = options.plan().kind() == Kind.ANSWER;
        this.patience = options.plan().drain() + options.shape().ring() + options.shape().hold();
    }

    /// Runs until all operations are over, or those that are not have had their time.
    ///
    /// Nothing has gone well for longer than an operation can take: that ends the run as well.
    ///
    /// @param beginning when the first operation is due, in nanoseconds
    /// @return when the last operation was over that was in time
    long run(long beginning) {
        begin = beginning;
        lastOver = beginning;
        lastOk = beginning;
        lastSign = beginning;
        while (true) {
            long next = answers ? Pace.NEVER : startDue();
            timers.run(System.nanoTime());
            poller.flush();
            long now = System.nanoTime();
            if (ended(now)) {
                return lastOver;
            }
            poller.await(Math.min(LONGEST_WAIT, Math.min(next, timers.next()) - now));
        }
    }

    private boolean ended(long now) {
        int nowOver = tally.over();
        int nowOk = tally.succeeded();
        boolean sign = answers ? nowOver != over || nowOver == 0 : started < count;
        lastSign = sign ? now : lastSign;
        lastOver = nowOver == over ? lastOver : now;
        lastOk = nowOk == ok ? lastOk : now;
        over = nowOver;
        ok = nowOk;
        return over >= count
                || now - lastSign > patience
                || now - lastOk > patience + Desk.PATIENCE;
    }

    /// Begins what is due.
    ///
    /// @return when the next operation is due, as far as that is known
    private long startDue() {
        for (int burst = 0; started < count; burst++) {
            long now = System.nanoTime() - begin;
            long due = options.plan().pace().due(started, tally.over(), now);
            if (due > now || burst == BURST) {
                return due == Pace.NEVER ? due : begin + due;
            }
            work.start(started++, begin + due);
        }
        return Pace.NEVER;
    }
}
