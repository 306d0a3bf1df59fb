package dev.ringback.it.peer;

import java.time.Duration;

/// What a process left behind: exit status, standard output and error, and how long it took to end
/// from when it was asked or waited for.
public record Finished(int exit, String out, String err, Duration took) {
    /// The lines of standard error.
    public long errorLines() {
        return err.lines().count();
    }
}
