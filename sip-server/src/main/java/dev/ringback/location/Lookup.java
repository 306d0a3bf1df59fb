package dev.ringback.location;

import java.util.function.Consumer;

/// What a store says to a question: the answer at once, or later. A store in memory answers at
/// once; one that is elsewhere must not make its caller wait and answers [Pending].
///
/// @param <T> the type of what was asked for
public sealed interface Lookup<T> {
    /// The question is settled.
    ///
    /// @param <T> the type of what was asked for
    sealed interface Settled<T> extends Lookup<T> {}

    /// Here it is.
    ///
    /// @param value what was asked for
    /// @param <T> its type
    record Found<T>(T value) implements Settled<T> {}

    /// The store could not find out.
    ///
    /// @param reason why, for the operator
    /// @param <T> the type of what was asked for
    record Failed<T>(String reason) implements Settled<T> {}

    /// The store cannot do it now and may later: its disk is full, or there is no way to it.
    ///
    /// @param reason why, for the operator
    /// @param <T> the type of what was asked for
    record Unavailable<T>(String reason) implements Settled<T> {}

    /// The store did not say in time.
    ///
    /// @param <T> the type of what was asked for
    record TimedOut<T>() implements Settled<T> {}

    /// It takes time.
    ///
    /// @param begin begins the search and returns at once; calls back at most once, from any thread
    /// @param <T> the type of what was asked for
    record Pending<T>(Consumer<Consumer<Settled<T>>> begin) implements Lookup<T> {}
}
