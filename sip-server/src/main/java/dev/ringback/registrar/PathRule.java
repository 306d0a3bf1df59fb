package dev.ringback.registrar;

/// When a registrar takes a Path: RFC 3327 §5.3, which leaves it to the operator.
public enum PathRule {
    /// From clients that support it; a Path of others is refused with 420, so that a client learns
    /// of a proxy that put itself in between. What the RFC recommends.
    SUPPORTED,
    /// From all clients, also from those that know nothing of it.
    ALWAYS,
    /// Clients have to support it: others are refused with 421.
    REQUIRED
}
