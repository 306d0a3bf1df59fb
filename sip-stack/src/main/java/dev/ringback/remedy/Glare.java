package dev.ringback.remedy;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after 491, in steps of 10 ms: RFC 3261 §14.1.
public final class Glare {
    private static final Duration STEP = Duration.ofMillis(10);

    private Glare() {}

    /// From 2.1 to 4 seconds for who made the Call-ID, else up to 2 seconds.
    public static Duration wait(boolean owner, RandomGenerator random) {
        return STEP.multipliedBy(owner ? random.nextInt(210, 401) : random.nextInt(0, 201));
    }
}
