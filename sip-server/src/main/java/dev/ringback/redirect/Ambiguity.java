package dev.ringback.redirect;

/// What a caller learns when several users match: RFC 3261 §21.4.23, which wants this to be
/// configurable, because names are private.
public enum Ambiguity {
    /// 485 with the choices in Contact.
    LIST,
    /// 485 without the choices.
    HIDE,
    /// 404, as for a user that does not exist.
    DENY
}
