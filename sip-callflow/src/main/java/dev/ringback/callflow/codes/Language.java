package dev.ringback.callflow.codes;

/// A language that the codes are explained in.
public enum Language {
    /// English.
    EN,
    /// Chinese.
    ZH
}
