package dev.ringback.transaction;

import java.time.Duration;

/// The timers of RFC 3261 Appendix A by letter, all derived from T1, T2 and T4.
///
/// Where a timer depends on the transport, the argument tells whether that is reliable; a timer of
/// zero fires at once.
///
/// @param t1 estimate of the round-trip time, default 500 ms (RFC 3261 §17.1.1.1)
/// @param t2 longest interval of non-INVITE and of INVITE response retransmissions, default 4 s
/// @param t4 longest time that a message stays in the network, default 5 s
/// @param c how long a proxy waits for the final response of a branch, over 3 minutes (RFC 3261
///   §16.6 step 11)
public record Timers(Duration t1, Duration t2, Duration t4, Duration c) {
    /// After this time without another response an INVITE is answered 100, RFC 3261 §17.2.1.
    public static final Duration TRYING_AFTER = Duration.ofMillis(200);

    /// Checks that every duration is positive.
    public Timers {
        for (Duration duration : new Duration[] {t1, t2, t4, c}) {
            if (!duration.isPositive()) {
                throw new IllegalArgumentException("timer must be positive: " + duration);
            }
        }
    }

    /// The RFC's defaults: T1 500 ms, T2 4 s, T4 5 s, Timer C 3 min 5 s.
    public static Timers defaults() {
        return new Timers(
                Duration.ofMillis(500),
                Duration.ofSeconds(4),
                Duration.ofSeconds(5),
                Duration.ofSeconds(185));
    }

    /// Timer A, first interval: INVITE retransmission over an unreliable transport; doubles.
    public Duration a() {
        return t1;
    }

    /// Timer B: INVITE transaction timeout.
    public Duration b() {
        return times(t1, 64);
    }

    /// Timer D: how long response retransmissions are absorbed; at least 32 s over an unreliable
    /// transport.
    public Duration d(boolean reliable) {
        return reliable ? Duration.ZERO : h();
    }

    /// Timer E, first interval: non-INVITE retransmission over an unreliable transport; doubles up
    /// to T2.
    public Duration e() {
        return t1;
    }

    /// Timer F: non-INVITE transaction timeout.
    public Duration f() {
        return times(t1, 64);
    }

    /// Timer G, first interval: INVITE response retransmission; doubles up to T2.
    public Duration g() {
        return t1;
    }

    /// Timer H: how long the ACK of a non-2xx final response is awaited.
    public Duration h() {
        return times(t1, 64);
    }

    /// Timer I: how long ACK retransmissions are absorbed.
    public Duration i(boolean reliable) {
        return reliable ? Duration.ZERO : t4;
    }

    /// Timer J: how long non-INVITE request retransmissions are answered.
    public Duration j(boolean reliable) {
        return reliable ? Duration.ZERO : times(t1, 64);
    }

    /// Timer K: how long non-INVITE response retransmissions are absorbed.
    public Duration k(boolean reliable) {
        return reliable ? Duration.ZERO : t4;
    }

    /// Timer L: how long an accepted INVITE server transaction lives, RFC 6026 §7.1.
    public Duration l() {
        return times(t1, 64);
    }

    /// Timer M: how long further 2xx are passed up, RFC 6026 §7.2.
    public Duration m() {
        return times(t1, 64);
    }

    /// The moment at which Timer E is reset to T2: from then on a non-INVITE request may and must
    /// be answered 100 when there is nothing else to say, RFC 4320 §4.1.
    public Duration nonInviteTrying() {
        long interval = t1.toNanos();
        long sum = 0;
        while (interval < t2.toNanos()) {
            sum += interval;
            interval = Math.multiplyExact(interval, 2L);
        }
        return Duration.ofNanos(sum);
    }

    /// The next interval of a doubling timer that never exceeds T2.
    Duration doubled(Duration interval) {
        Duration next = times(interval, 2);
        return next.compareTo(t2) > 0 ? t2 : next;
    }

    /// Every transaction asks for some of these, and [Duration#multipliedBy] reckons with decimals
    /// of any length.
    private static Duration times(Duration duration, int factor) {
        return Duration.ofNanos(Math.multiplyExact(duration.toNanos(), factor));
    }
}
