package dev.ringback.header;

/// What a strict reader finds wrong with a value that could be read.
///
/// @param <T> the type of the value
@FunctionalInterface
public interface Check<T> {
    /// Looks at one value.
    ///
    /// @param value what was read
    /// @param bytes what it was read from: from `start` to `end`, without white space at its ends
    ///     and without folds
    /// @param findings takes what is wrong
    void check(T value, byte[] bytes, int start, int end, Findings findings);
}
