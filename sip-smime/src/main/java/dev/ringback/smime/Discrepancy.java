package dev.ringback.smime;

import java.util.List;

/// A header field that is not the same inside and outside of a tunnel, though it has to be: RFC
/// 3261 §23.4.1.1.
///
/// @param field its name; `Request-Line` or `Status-Line` for a start line
/// @param outer its values outside; empty when it is not there
/// @param inner its values inside; empty when it is not there
/// @param kind what is to be done about it
public record Discrepancy(String field, List<String> outer, List<String> inner, Kind kind) {
    /// What is to be done about a discrepancy.
    public enum Kind {
        /// An integrity violation: the user has to be told, and a request may be answered 403.
        VIOLATION,
        /// A header field that RFC 3261 does not define: it is to be ignored.
        IGNORED
    }

    /// Copies the lists.
    public Discrepancy {
        outer = List.copyOf(outer);
        inner = List.copyOf(inner);
    }

    /// For people.
    @Override
    public String toString() {
        return field + ": outside " + outer + ", inside " + inner;
    }
}
