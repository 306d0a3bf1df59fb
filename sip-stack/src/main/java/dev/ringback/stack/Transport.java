package dev.ringback.stack;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A transport protocol that carries SIP, RFC 3261 §18 and RFC 7118.
public enum Transport {
    /// Datagrams; the only unreliable one.
    UDP,
    /// A plain stream.
    TCP,
    /// A stream under TLS.
    TLS,
    /// WebSocket.
    WS,
    /// WebSocket under TLS.
    WSS;

    private static final List<Transport> ALL = List.of(values());

    private final String parameter = name().toLowerCase(Locale.ROOT);

    /// Whether the transport itself retransmits, so that the transaction timers A, E and G stay
    /// silent.
    public boolean reliable() {
        return this != UDP;
    }

    /// Whether the transport is encrypted, RFC 3261 §26.2.
    public boolean secure() {
        return this == TLS || this == WSS;
    }

    /// The name as a `transport` URI parameter writes it: `udp`, `tcp`, …
    public String parameter() {
        return parameter;
    }

    /// The name that a URI of ours has for it: `ws` also over TLS, as RFC 7118 §5.2 has it.
    public String uriParameter() {
        return this == WSS ? WS.parameter : parameter;
    }

    /// The port that is meant where none is written, RFC 3261 §19.1.2 and RFC 7118 §5.3.
    public int defaultPort() {
        return switch (this) {
            case UDP, TCP -> 5060;
            case TLS -> 5061;
            case WS -> 80;
            case WSS -> 443;
        };
    }

    /// The transport of that name in any case, or null where it is none of ours.
    public static @Nullable Transport named(String name) {
        for (Transport transport : ALL) {
            if (transport.parameter.equalsIgnoreCase(name)) {
                return transport;
            }
        }
        return null;
    }
}
