package dev.ringback.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/// How long this process has been there.
public final class ProcessAge {
    private ProcessAge() {}

    /// Set by the launcher after a build, in milliseconds of the epoch: the process is the
    /// launcher's own, and a build is no part of a start.
    private static final String LAUNCHED = "ringback.launched";

    /// The time since the process began, to 10 ms.
    public static Duration now() {
        Long launched = Long.getLong(LAUNCHED);
        if (launched != null) {
            return Duration.ofMillis(System.currentTimeMillis() - launched);
        }
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Duration.between(start, Instant.now());
    }
}
