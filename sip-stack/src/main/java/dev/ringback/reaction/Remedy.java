package dev.ringback.reaction;

import dev.ringback.cause.Cause;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What can be done about a failure response.
sealed interface Remedy {
    /// Send it again at once.
    Remedy NOW = new Again(Duration.ZERO);

    /// Nothing.
    Remedy NOTHING = new None(new Failures.Outcome.Plain(), null);

    /// Nothing by itself: the user chooses.
    Remedy CHOOSE = new None(new Failures.Outcome.Choices(), null);

    /// Send it again, changed by then.
    ///
    /// @param after how long to wait before
    record Again(Duration after) implements Remedy {}

    /// Ask for more digits.
    ///
    /// @param digits whom to ask
    record Ask(MoreDigits digits) implements Remedy {}

    /// Nothing.
    ///
    /// @param outcome what the user is told
    /// @param cause what else there is to say about it, or null
    record None(Failures.Outcome outcome, @Nullable Cause cause) implements Remedy {}
}
