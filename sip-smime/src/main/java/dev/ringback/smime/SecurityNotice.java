package dev.ringback.smime;

/// What a user has to be told: RFC 3261 §23.2, §23.4.
///
/// @param kind what happened
/// @param text it in words, with the certificate where there is one
public record SecurityNotice(Kind kind, String text) {
    /// What happened.
    public enum Kind {
        /// A certificate is relied on from now on.
        REMEMBERED,
        /// A message came with a certificate that is not relied on.
        DOUBTED,
        /// A message was changed on its way.
        TAMPERED,
        /// Header fields were changed on their way.
        HEADERS_CHANGED,
        /// The Date of a message is an hour or more from our clock.
        CLOCK,
        /// A message is encrypted and cannot be read.
        UNDECIPHERABLE,
        /// A message is not secured though its sender has a certificate.
        NOT_SECURED,
        /// There is no certificate of the peer: it is asked for.
        ASKED_FOR_CERTIFICATE
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
