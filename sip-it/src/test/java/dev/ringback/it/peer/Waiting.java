package dev.ringback.it.peer;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/// Waits for something that another process does.
final class Waiting {
    private Waiting() {}

    /// Returns when the condition is true; fails at the limit and says what the state is then.
    static void until(Duration limit, Supplier<String> state, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(20))
                    .pollDelay(Duration.ZERO)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("not within " + limit + ": " + state.get(), e);
        }
    }
}
