package dev.ringback.auth;

/// What a nonce turned out to be, RFC 7616 §3.3.
///
/// @param validity whether we made it for this realm, and whether its time has passed
/// @param sequence its number among all that the factory made, from 0; -1 for a forged one
/// @param here whether it was made for the source that it came back from: that source has received
///   it, so its address is no forgery
public record Nonce(Validity validity, long sequence, boolean here) {
    static final Nonce FORGED = new Nonce(Validity.FORGED, -1, false);

    /// What a nonce is worth.
    public enum Validity {
        /// Ours, and its time has not passed.
        VALID,
        /// Ours, and expired.
        STALE,
        /// Not ours: made up, damaged, for another realm, or made under another key, such as before
        /// a restart.
        FORGED
    }
}
