package dev.ringback.registration;

import dev.ringback.reaction.SipFailure;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When what lasts for a time only is refreshed, and when a failure is followed by another try.
/// Both are spread by chance, so that many agents that began together do not stay together.
public final class Intervals {
    /// The least time between two requests of one refresher, whatever its peer grants.
    public static final Duration LEAST = Duration.ofSeconds(5);

    private static final Duration BASE = Duration.ofSeconds(30);
    private static final Duration BESIDES = Duration.ofSeconds(90);
    private static final Duration MOST = Duration.ofMinutes(30);
    private static final Duration TRANSACTION = Duration.ofSeconds(32);
    private static final int MOST_DOUBLINGS = 6;

    private Intervals() {}

    /// How long after it was granted something is refreshed: 75 to 90 % of its time, and early
    /// enough that a refresh may time out (Timer F) before the end; half of a time that is too
    /// short for that.
    public static Duration refresh(Duration granted, RandomGenerator random) {
        Duration latest = granted.minus(TRANSACTION);
        Duration half = granted.dividedBy(2);
        Duration chosen = part(granted, random.nextDouble(0.75, 0.9));
        if (chosen.compareTo(latest) > 0) {
            chosen = latest;
        }
        if (chosen.compareTo(half) < 0) {
            chosen = half;
        }
        return chosen.compareTo(LEAST) < 0 ? LEAST : chosen;
    }

    /// How long to wait after so many failures in a row: RFC 5626 §4.5, for one who has no flow
    /// left. Never less than the peer asked for.
    ///
    /// @param failures how many there were, 1 or more
    /// @param asked the peer's Retry-After, or null
    public static Duration retry(int failures, @Nullable Duration asked, RandomGenerator random) {
        return retry(BASE, failures, asked, random);
    }

    /// The same for one who has other flows, and so can wait longer.
    static Duration retryBesides(int failures, @Nullable Duration asked, RandomGenerator random) {
        return retry(BESIDES, failures, asked, random);
    }

    /// How long after the last one a keep-alive is sent: RFC 5626 §4.4, 80 to 100 % of the time
    /// after which the server takes a silent flow for dead, else a time that NATs bear with.
    ///
    /// @param timer the Flow-Timer of the server in seconds; 0 for none
    /// @param reliable whether the flow is a connection
    static Duration keepAlive(long timer, boolean reliable, RandomGenerator random) {
        if (timer > 0) {
            return part(Duration.ofSeconds(timer), random.nextDouble(0.8, 1));
        }
        return reliable
                ? part(Duration.ofSeconds(120), random.nextDouble(0.8, 1))
                : part(Duration.ofSeconds(29), random.nextDouble(0.83, 1));
    }

    private static Duration retry(
            Duration base, int failures, @Nullable Duration asked, RandomGenerator random) {
        Duration upper = base.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        if (upper.compareTo(MOST) > 0) {
            upper = MOST;
        }
        Duration wait = part(upper, random.nextDouble(0.5, 1));
        return asked == null || asked.compareTo(wait) < 0 ? wait : asked;
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofMillis((long) (whole.toMillis() * share));
    }

    /// Whether the same request may succeed later: after silence, and after responses that speak of
    /// the moment. What is refused for good (403, 404, 6xx …) and wrong passwords are not tried
    /// again.
    public static boolean worthRetrying(SipFailure failure) {
        return switch (failure) {
            case SipFailure.TimedOut _, SipFailure.Unreachable _ -> true;
            case SipFailure.Refused refused ->
                    refused.retryAfter() != null
                            || switch (refused.status()) {
                                case 408, 430, 480, 500, 502, 503, 504 -> true;
                                default -> false;
                            };
            case SipFailure.Redirected _, SipFailure.Unauthorized _, SipFailure.Cancelled _ ->
                    false;
        };
    }

    /// The Retry-After of a failure, or null.
    public static @Nullable Duration asked(SipFailure failure) {
        return failure instanceof SipFailure.Refused refused ? refused.retryAfter() : null;
    }
}
