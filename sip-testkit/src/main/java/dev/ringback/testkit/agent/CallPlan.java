package dev.ringback.testkit.agent;

import dev.ringback.testkit.SimRandom;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a caller will do.
///
/// @param cancelAfter when it gives up, counted from the INVITE; null when it waits
/// @param hangUpAfter when it ends an answered call, counted from the answer; null when it leaves
///   that to the callee
public record CallPlan(@Nullable Duration cancelAfter, @Nullable Duration hangUpAfter) {
    /// Waits for the answer, talks for that long and hangs up.
    public static CallPlan talk(Duration duration) {
        return new CallPlan(null, duration);
    }

    /// A plan at random: one in three cancels within ten seconds, most hang up within a minute.
    public static CallPlan drawn(SimRandom random) {
        Duration cancel =
                random.below(3) == 0
                        ? random.duration(Duration.ZERO, Duration.ofSeconds(10))
                        : null;
        Duration hangUp =
                random.below(4) > 0 ? random.duration(Duration.ZERO, Duration.ofSeconds(60)) : null;
        return new CallPlan(cancel, hangUp);
    }
}
