package dev.ringback.flow;

/// What is wrong with the flow that a route names, RFC 5626 §5.3.1.
public enum FlowFault {
    /// Nothing, or none is named.
    NONE,
    /// We never wrote it: 403 (Forbidden).
    FORGED,
    /// It is of an earlier life of this server, whose flows are all gone: 430 (Flow Failed).
    GONE
}
