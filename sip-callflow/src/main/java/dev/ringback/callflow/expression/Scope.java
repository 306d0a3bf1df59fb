package dev.ringback.callflow.expression;

import dev.ringback.callflow.draw.Ladder.Arrow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is asked about while an expression is answered.
///
/// @param calls all calls
/// @param call the call, null outside of each of them
/// @param message the message, null outside of each of them
record Scope(List<Subject> calls, @Nullable Subject call, @Nullable Arrow message) {
    /// @throws IllegalStateException where no call is asked about, which the parser does not let
    ///     happen
    Subject subject() {
        if (call == null) {
            throw new IllegalStateException("no call");
        }
        return call;
    }

    /// @throws IllegalStateException where no message is asked about, likewise
    Arrow arrow() {
        if (message == null) {
            throw new IllegalStateException("no message");
        }
        return message;
    }

    Scope of(Subject other) {
        return new Scope(calls, other, null);
    }

    Scope of(Arrow other) {
        return new Scope(calls, call, other);
    }
}
