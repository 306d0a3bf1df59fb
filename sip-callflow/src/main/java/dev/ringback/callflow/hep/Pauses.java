package dev.ringback.callflow.hep;

import java.time.Duration;

/// How long to wait before the next try: 0.5 seconds, then twice as long each time, up to 30
/// seconds, and from the start again after one that worked. One thread.
final class Pauses {
    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Duration next = FIRST;

    /// The pause after a try that failed.
    Duration failed() {
        Duration pause = next;
        Duration twice = pause.multipliedBy(2);
        next = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return pause;
    }

    void worked() {
        next = FIRST;
    }
}
