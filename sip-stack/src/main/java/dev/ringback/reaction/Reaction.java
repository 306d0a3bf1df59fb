package dev.ringback.reaction;

/// What a user agent client does with a response: RFC 3261 §8.1.3, §13.2.2, §21. [Reactions] says
/// which response code gets which.
public enum Reaction {
    /// Nobody is told: 100.
    IGNORE,
    /// The listener is told, and the request goes on: 1xx.
    PROGRESS,
    /// The request succeeded: 2xx.
    SUCCEED,
    /// The request failed, and the listener is told so: most of 4xx, 5xx, 6xx.
    REPORT,
    /// The request failed, and the listener gets the addresses to choose from: 300, 380, 485.
    OFFER,
    /// Goes to the addresses in Contact, the best first: 300, 301, 302.
    FOLLOW,
    /// As [#FOLLOW], and tells the address book: 301.
    FOLLOW_AND_NOTE,
    /// Sends this one request again through the proxy in Contact: 305.
    USE_PROXY,
    /// Answers the challenges: 401, 407.
    AUTHENTICATE,
    /// Sends it again with a shorter body, or after Retry-After: 413.
    SHORTER_OR_LATER,
    /// Sends it again with a body of a kind that is accepted: 415.
    ACCEPTED_BODY,
    /// Sends it again to a SIP URI: 416.
    SIP_URI,
    /// Sends it again without the extensions in Unsupported: 420.
    WITHOUT_EXTENSIONS,
    /// Sends it again with the extensions in Require, where they are at hand: 421.
    WITH_EXTENSIONS,
    /// Sends it again with a longer session interval: 422 (RFC 4028 §6).
    LONGER_SESSION,
    /// Sends it again with a lifetime of at least Min-Expires: 423.
    LONGER_LIFETIME,
    /// Sends it again to a longer number: 484.
    MORE_DIGITS,
    /// Sends it again with another offer, where there is one: 488, 606.
    OTHER_OFFER,
    /// Sends it again after the glare timer of §14.1: 491.
    AFTER_GLARE,
    /// Sends it again encrypted for the certificate in the body: 493.
    ENCRYPT_AGAIN,
    /// Goes to the next server of RFC 3263 §4.3: 503.
    NEXT_SERVER,
    /// Sends it again unchanged after Retry-After, where that is not too long. No code has it by
    /// default; it suits 408, 480, 486, 500, 503, 600, 603.
    LATER
}
