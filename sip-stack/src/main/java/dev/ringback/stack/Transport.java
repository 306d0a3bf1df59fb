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

    /// The port that is meant where none is written, RFC 3261 §19.1.2.
    public int defaultPort() {
        return secure() ? 5061 : 5060;
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
