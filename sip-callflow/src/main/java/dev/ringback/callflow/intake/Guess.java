package dev.ringback.callflow.intake;

/// What octets look like from their beginning.
public enum Guess {
    /// The first line is the start line of a SIP message.
    SIP,
    /// They are something else.
    OTHER,
    /// More octets have to be seen.
    OPEN
}
