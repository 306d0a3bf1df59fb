package dev.ringback.callflow.expression;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A part of an expression.
///
/// @param type what it answers with
/// @param column where it begins, from 1
/// @param answer its answer: a Boolean, a Double, a Duration or a String by its type; null where
///     there is none
record Term(Type type, int column, Function<Scope, @Nullable Object> answer) {
    /// What answers are.
    enum Type {
        TRUTH("true or false"),
        NUMBER("a number"),
        TIME("a time"),
        TEXT("a text");

        private final String words;

        Type(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /// Whether it is yes; what is unknown is not.
    boolean holds(Scope scope) {
        return Boolean.TRUE.equals(answer.apply(scope));
    }
}
