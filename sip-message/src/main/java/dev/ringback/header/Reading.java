package dev.ringback.header;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// All values of one header field of a message, as far as they could be read. Reading never
/// throws.
///
/// @param values the values in their order, over all lines; those before the fault when there is
///     one
/// @param problem what is wrong with the next value, or null when nothing is
/// @param <T> the type of a value
public record Reading<T>(List<T> values, @Nullable Problem problem) {
    /// Takes the list as it then is.
    public Reading {
        values = List.copyOf(values);
    }

    private static final Reading<?> NONE = new Reading<>(List.of(), null);

    /// The reading of a header field that the message does not have.
    @SuppressWarnings("unchecked")
    public static <T> Reading<T> none() {
        return (Reading<T>) NONE;
    }

    /// The reading of a header field with one value.
    public static <T> Reading<T> of(T value) {
        return new Reading<>(List.of(value), null);
    }

    /// Whether every value could be read; true also when there is none.
    public boolean ok() {
        return problem == null;
    }

    /// The first value, or null when there is none that could be read.
    public @Nullable T first() {
        return values.isEmpty() ? null : values.getFirst();
    }

    /// Whether the message has no such header field.
    public boolean absent() {
        return values.isEmpty() && problem == null;
    }
}
