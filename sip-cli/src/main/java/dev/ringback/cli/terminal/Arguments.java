package dev.ringback.cli.terminal;

import dev.ringback.config.Quantity;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Reads the values of options.
public final class Arguments {
    private Arguments() {}

    /// A time such as `500ms` or `5s`; a bare number is seconds.
    public static Duration duration(String option, String text) throws UsageException {
        try {
            boolean bare = !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
            Duration duration = Quantity.duration(bare ? text + "s" : text);
            if (duration.isPositive()) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
        throw new UsageException(option + ": '" + text + "' is no time to wait");
    }

    /// Waits; returns early when interrupted.
    public static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
