package dev.ringback.callflow.why;

import org.jspecify.annotations.Nullable;

/// The kinds of trouble that transports tell of in fixed words: docs/operate/tls.md has those of
/// TLS.
final class TransportWords {
    static final String TLS = "tls: ";

    private TransportWords() {}

    /// The kind that these words stand for; null where they stand for none.
    static @Nullable String kind(String words) {
        return switch (words) {
            case "tls: certificate expired" -> "tls-certificate-expired";
            case "tls: certificate not yet valid" -> "tls-certificate-not-yet-valid";
            case "tls: certificate revoked" -> "tls-certificate-revoked";
            case "tls: certificate of unknown authority" -> "tls-unknown-authority";
            case "tls: the peer does not speak TLS" -> "tls-not-spoken";
            case "tls: handshake timed out" -> "tls-handshake-timed-out";
            case "tls: closed during the handshake" -> "tls-closed-in-handshake";
            case "no TLS is set up" -> "no-tls";
            case "no socket", "no UDP socket of that address family" -> "no-socket";
            case "connect timed out" -> "connect-timed-out";
            case "closed by the peer" -> "closed-by-peer";
            default -> begun(words);
        };
    }

    private static @Nullable String begun(String words) {
        if (words.startsWith("tls: the certificate is not one of ")) {
            return "tls-wrong-name";
        }
        if (words.startsWith("left alone, silent for ")) {
            return "left-alone";
        }
        return words.startsWith(TLS) ? "tls-failed" : null;
    }
}
