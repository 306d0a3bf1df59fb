package dev.ringback.console.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The samples of the last hour, one a second; older ones are forgotten. Any thread.
public final class RateRing {
    private static final int MOST = 3_600;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<RateSample> samples = new ArrayDeque<>(MOST);

    /// Empty.
    public RateRing() {}

    /// Adds the newest one.
    public void add(RateSample sample) {
        lock.lock();
        try {
            if (samples.size() == MOST) {
                samples.removeFirst();
            }
            samples.addLast(sample);
        } finally {
            lock.unlock();
        }
    }

    /// The last ones, the oldest first.
    ///
    /// @param count at most so many seconds
    /// @param step so many seconds are one; what is left of them at the beginning is left out
    public List<RateSample> last(int count, int step) {
        List<RateSample> all = all();
        List<RateSample> newest = all.subList(Math.max(0, all.size() - count), all.size());
        List<RateSample> joined = new ArrayList<>();
        for (int i = newest.size() % step; i < newest.size(); i += step) {
            RateSample sum = newest.get(i);
            for (int j = i + 1; j < i + step; j++) {
                sum = newest.get(j).after(sum);
            }
            joined.add(sum);
        }
        return joined;
    }

    private List<RateSample> all() {
        lock.lock();
        try {
            return List.copyOf(samples);
        } finally {
            lock.unlock();
        }
    }
}
