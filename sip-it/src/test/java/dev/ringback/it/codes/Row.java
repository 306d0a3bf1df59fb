package dev.ringback.it.codes;

import dev.ringback.it.peer.Caller;
import dev.ringback.it.peer.Received;
import java.time.Duration;
import java.util.List;

/// A code, what provokes it, and what it has to carry.
///
/// @param code the code
/// @param cause what provokes it, in words
/// @param carries header fields that the response has to have
/// @param scene what a caller does; answers the response to look at
/// @param valid whether the response is valid by itself: one to a broken request copies what is
///     broken
record Row(int code, String cause, List<String> carries, Scene scene, boolean valid) {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    Row {
        carries = List.copyOf(carries);
    }

    /// What a caller does.
    @FunctionalInterface
    interface Scene {
        Received play(Caller caller);
    }

    /// Sends a request and waits for its final response, which is acknowledged.
    static Received play(Caller caller, Ask ask) {
        caller.send(ask.text(caller));
        Received response = caller.finalTo(ask.method(), PATIENCE);
        String ack = ask.ack(caller, response);
        if (!ack.isEmpty()) {
            caller.send(ack);
        }
        return response;
    }

    @Override
    public String toString() {
        return code + " " + cause;
    }
}
