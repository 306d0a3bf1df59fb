package dev.ringback.useragent;

/// Whether a user agent is called by SIP or SIPS URIs: RFC 5630 §5.1.2.
public enum SipsPolicy {
    /// By both.
    EITHER,
    /// Not by SIPS: 480 with Warning 380.
    NEVER,
    /// By SIPS alone: 480 with Warning 381.
    ALWAYS
}
