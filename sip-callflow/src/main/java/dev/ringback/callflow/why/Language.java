package dev.ringback.callflow.why;

/// A language in which reasons are told.
public enum Language {
    /// English.
    EN,
    /// Chinese.
    ZH
}
