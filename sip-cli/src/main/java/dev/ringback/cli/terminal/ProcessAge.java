package dev.ringback.cli.terminal;

import java.time.Duration;
import java.time.Instant;

/// How long this process has been there.
public final class ProcessAge {
    private ProcessAge() {}

    /// The time since the process began, to 10 ms.
    public static Duration now() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return Duration.between(start, Instant.now());
    }
}
