package dev.ringback.auth;

/// What a [DigestServer] thinks of a request.
public sealed interface Verdict {
    /// The request has no digest credentials for the realm: challenge it.
    record NoCredentials() implements Verdict {}

    /// The user knows the password, but the nonce is old, not ours, or was used with this count
    /// before: challenge it with `stale=true`, and the client repeats without asking its user (RFC
    /// 7616 §3.3).
    ///
    /// @param reason what is wrong with the nonce, for the metrics
    record Stale(Reason reason) implements Verdict {}

    /// The request comes from this user.
    ///
    /// @param user the `username` parameter
    record Accepted(String user) implements Verdict {}

    /// The credentials are wrong. The peer must not learn how: the answer is the same for each
    /// reason.
    ///
    /// @param reason what is wrong, for the metrics
    record Rejected(Reason reason) implements Verdict {}

    /// Why credentials are not accepted: fixed words for metrics, never sent.
    enum Reason {
        /// The nonce has expired.
        NONCE_EXPIRED,
        /// The nonce was not made by us, or under another key.
        NONCE_FORGED,
        /// The nonce count was used before or is far behind.
        REPLAY,
        /// A parameter is missing or malformed.
        MALFORMED,
        /// The hash algorithm is not among those offered.
        ALGORITHM,
        /// The quality of protection is not `auth`.
        QOP,
        /// The `uri` parameter does not stand for the Request-URI.
        URI,
        /// No such user in the realm, or no secret of that user for the algorithm.
        UNKNOWN_USER,
        /// The response does not prove the password.
        WRONG_RESPONSE
    }
}
