package dev.ringback.transaction;

import java.util.List;

/// What a machine answers to an event: where it goes and what is to be done on the way, in order.
///
/// @param next the next state
/// @param actions what to do
/// @param <S> the machine's states
record Step<S extends Enum<S>>(S next, List<Action> actions) {
    static <S extends Enum<S>> Step<S> to(S next, Action... actions) {
        return new Step<>(next, List.of(actions));
    }
}
