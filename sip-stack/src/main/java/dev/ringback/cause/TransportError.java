package dev.ringback.cause;

import org.jspecify.annotations.Nullable;

/// Why a message could not be sent, or a connection ended.
///
/// @param words what the operating system or the library said, in short words without anything
///     that a peer chose
/// @param errno the error of the operating system; null where it was none
/// @param alert the alert of the peer that ended TLS; null where there was none
public record TransportError(String words, @Nullable Errno errno, @Nullable TlsAlert alert) {
    /// What these words tell.
    public static TransportError of(String words) {
        return new TransportError(words, Errno.in(words), TlsAlert.in(words));
    }

    /// The words.
    @Override
    public String toString() {
        return words;
    }
}
