package dev.ringback.it.cut;

import java.util.Locale;

/// What carries SIP over a connection.
enum Carrier {
    TCP,
    TLS,
    WS,
    WSS;

    /// Whether it is ciphered.
    boolean secure() {
        return this == TLS || this == WSS;
    }

    /// Whether messages are those of a WebSocket.
    boolean framed() {
        return this == WS || this == WSS;
    }

    /// As URIs name it.
    String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }
}
