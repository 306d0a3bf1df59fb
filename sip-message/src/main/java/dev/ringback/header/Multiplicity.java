package dev.ringback.header;

/// How many values of a header field a message may have, and how they stand: RFC 3261 §7.3.1.
public enum Multiplicity {
    /// One line with one value.
    ONE,
    /// Any number of lines, each with one value: the header fields of authentication, whose values
    /// have commas of their own.
    LINES,
    /// Any number of values, on lines of their own or separated by commas.
    LIST
}
