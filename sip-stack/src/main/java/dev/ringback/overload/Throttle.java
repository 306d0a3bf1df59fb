package dev.ringback.overload;

import dev.ringback.stack.Priority;
import java.time.Duration;

/// Holds back what a server asked to be held back. One next hop's; one thread.
///
/// Requests are of two categories: those that begin something, and the rest, which goes last
/// (RFC 7339 §5.10.1). Times are nanoseconds of the monotonic clock.
final class Throttle {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /// The share of the first category before anything is known: RFC 7339 §7.2.
    private static final double FIRST_SHARE = 0.8;

    /// The weight of one request in that share.
    private static final double WEIGHT = 1.0 / 128;

    /// Intervals that the bucket holds: TAU1 for the first category and TAU2 for the second, RFC
    /// 7415 §3.5.2.
    private static final int TAU_1 = 5;

    private static final int TAU_2 = 10;

    private Feedback feedback;
    private long until;
    private double firstShare = FIRST_SHARE;

    /// The content of the leaky bucket, in nanoseconds, and when the last request left.
    private double content;

    private long lastSent;
    private long rejected;

    Throttle(Feedback feedback, long now) {
        this.feedback = feedback;
        this.until = now + feedback.validity().toNanos();
        this.lastSent = now;
    }

    /// Takes what the server says now, if it is news: RFC 7339 §5.4.
    void heard(Feedback news, long now) {
        boolean newer = news.sequence() < 0 || news.sequence() > feedback.sequence();
        if (!newer) {
            return;
        }
        if (!holds(now) || news.algorithm() != feedback.algorithm()) {
            content = 0;
            lastSent = now;
        }
        feedback = news;
        until = now + news.validity().toNanos();
    }

    /// Whether anything is to be held back now: RFC 7339 §5.7.
    boolean holds(long now) {
        return feedback.active() && now - until < 0;
    }

    /// How many requests were held back.
    long rejected() {
        return rejected;
    }

    /// What was asked for.
    Feedback feedback() {
        return feedback;
    }

    /// Whether a request may be sent.
    ///
    /// @param dice anything from 0 to below 1
    boolean permits(Priority priority, double dice, long now) {
        boolean first = priority == Priority.NEW;
        firstShare += WEIGHT * ((first ? 1 : 0) - firstShare);
        if (!holds(now)) {
            return true;
        }
        boolean sent =
                switch (feedback.algorithm()) {
                    case LOSS -> dice >= loss(first);
                    case RATE -> leaks(first, dice, now);
                };
        rejected += sent ? 0 : 1;
        return sent;
    }

    /// The share of a category that is held back: RFC 7339 §7.2.
    private double loss(boolean first) {
        double wanted = feedback.value() / 100.0;
        if (wanted <= firstShare) {
            return first ? wanted / firstShare : 0;
        }
        return first ? 1 : (wanted - firstShare) / (1 - firstShare);
    }

    /// The leaky bucket of RFC 7415 §3.5.2, with the start of §3.5.3 that keeps many clients out of
    /// step.
    private boolean leaks(boolean first, double dice, long now) {
        if (feedback.value() == 0) {
            return false;
        }
        double interval = (double) SECOND / feedback.value();
        double left = content - (now - lastSent);
        if (left > (first ? TAU_1 : TAU_2) * interval) {
            return false;
        }
        content = left > 0 ? left + interval : interval * (0.5 + dice);
        lastSent = now;
        return true;
    }
}
