package dev.ringback.header;

import java.util.List;

/// What a strict reader finds wrong with a value beside those before it in the same message.
///
/// @param <T> the type of the values
@FunctionalInterface
public interface SequenceCheck<T> {
    /// Looks at one value.
    ///
    /// @param before the values of the header field that stand before this one, on all lines
    /// @param value what was read
    /// @param position where it begins, in the octets under check
    /// @param findings takes what is wrong
    void check(List<T> before, T value, int position, Findings findings);
}
