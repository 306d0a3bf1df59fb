package dev.ringback.transport;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/// Work on a loop of which others can make thousands of pieces due in one moment: it is done one
/// piece a millisecond, in order, and calls get their turn in between. The first piece is done at
/// once. Where thousands wait, some more are done each time, so that the last waits some seconds.
///
/// Everything runs on the loop.
final class OneByOne {
    private static final long SOON_MILLIS = 1;

    /// For so many that wait, one piece more is done at a time.
    private static final int MANY = 2_000;

    private final EventLoop loop;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean pausing;
    private boolean hurrying;

    OneByOne(EventLoop loop) {
        this.loop = loop;
    }

    /// Does a piece of work now, or when its turn comes.
    void add(Runnable piece) {
        if (hurrying) {
            piece.run();
        } else {
            waiting.add(piece);
            if (!pausing) {
                next();
            }
        }
    }

    /// Whether nothing waits.
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// Does what waits, and from now on everything at once: the loop ends soon.
    void hurry() {
        hurrying = true;
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void next() {
        pausing = !waiting.isEmpty();
        if (pausing) {
            Future<?> _ = loop.schedule(this::next, SOON_MILLIS, TimeUnit.MILLISECONDS);
        }
        for (int more = waiting.size() / MANY; more >= 0 && !waiting.isEmpty(); more--) {
            waiting.remove().run();
        }
    }
}
