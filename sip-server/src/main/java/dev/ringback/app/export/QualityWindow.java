package dev.ringback.app.export;

import dev.ringback.callflow.CallRatios;
import dev.ringback.callflow.CallTimes;
import dev.ringback.calls.CallQuality;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Measures the calls and registrations that ended in the last hour, by RFC 6076: sums of each
/// minute, no call itself. Any thread.
final class QualityWindow {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Minute> minutes = new ArrayDeque<>();

    /// The sums of a minute, or of many.
    private static final class Minute {
        private final Instant begin;
        private final Histogram established = new Histogram();
        private final Histogram failed = new Histogram();
        private final Histogram disconnection = new Histogram();
        private final Histogram duration = new Histogram();
        private final Histogram registration = new Histogram();
        private CallRatios ratios = CallRatios.NONE;

        Minute(Instant begin) {
            this.begin = begin;
        }

        void add(CallTimes times) {
            CallTimes.Measured request = times.sessionRequestDelay();
            if (request != null) {
                (request.successful() ? established : failed).add(request.time());
            }
            add(disconnection, times.sessionDisconnectDelay());
            add(duration, times.sessionDurationTime());
            if (times.registrationRequestDelay() != null) {
                registration.add(times.registrationRequestDelay());
            }
        }

        private static void add(Histogram histogram, CallTimes.@Nullable Measured measured) {
            if (measured != null && measured.successful()) {
                histogram.add(measured.time());
            }
        }

        void add(Minute other) {
            established.add(other.established);
            failed.add(other.failed);
            disconnection.add(other.disconnection);
            duration.add(other.duration);
            registration.add(other.registration);
            ratios = ratios.plus(other.ratios);
        }
    }

    /// Counts what has ended.
    void add(Ended ended) {
        if (ended.how() == Ended.How.SHUTDOWN) {
            return;
        }
        CallRatios ratios = CallRatios.of(List.of(ended.flow()), ended.until());
        CallTimes times = CallTimes.of(ended.flow(), ended.until());
        lock.lock();
        try {
            forget(ended.until());
            Minute last = minutes.peekLast();
            if (last == null || !ended.until().isBefore(last.begin.plus(MINUTE))) {
                last = new Minute(ended.until());
                minutes.addLast(last);
            }
            last.ratios = last.ratios.plus(ratios);
            last.add(times);
        } finally {
            lock.unlock();
        }
    }

    private void forget(Instant now) {
        while (!minutes.isEmpty() && minutes.getFirst().begin.isBefore(now.minus(HOUR))) {
            minutes.removeFirst();
        }
    }

    /// All of the last hour.
    CallQuality quality(Instant now) {
        lock.lock();
        try {
            forget(now);
            Minute all = new Minute(minutes.isEmpty() ? now : minutes.getFirst().begin);
            minutes.forEach(all::add);
            return new CallQuality(
                    new CallQuality.Span(all.begin, now),
                    all.ratios,
                    new CallQuality.Requests(all.established.spread(), all.failed.spread()),
                    all.disconnection.spread(),
                    all.duration.spread(),
                    all.registration.spread());
        } finally {
            lock.unlock();
        }
    }
}
