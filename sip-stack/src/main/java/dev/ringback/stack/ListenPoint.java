package dev.ringback.stack;

import dev.ringback.header.route.Via;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// An address on which we are heard, and what peers are told to reach it by.
///
/// @param transport the transport
/// @param bound the address that the socket is bound to
/// @param advertisedHost the host for Via, Record-Route and Contact; an IPv6 literal stands in
///   brackets
/// @param advertisedPort the port beside it; -1 for none, where connections are only opened
public record ListenPoint(
        Transport transport, InetSocketAddress bound, String advertisedHost, int advertisedPort) {
    /// Whether nobody can connect here: a place that connections are only opened from.
    public boolean onlyOpens() {
        return advertisedPort < 0;
    }

    /// Our Via for a request that leaves here, RFC 3261 §18.1.1. Over UDP it asks with `rport` for
    /// responses to the port that the request came from, RFC 3581 §3: that is where we listen,
    /// whatever a translator made of the address. Over TLS it allows with `alias` that requests to
    /// us come back on the same connection, RFC 5923 §8.
    ///
    /// @param branch the branch, with its magic cookie
    public Via via(String branch) {
        Via via = Via.of(transport.name(), advertisedHost, advertisedPort, branch);
        String extension = extension();
        return extension == null ? via : via.withParameter(extension, null);
    }

    /// The value of [#via] as text.
    public String viaText(String branch) {
        String port = advertisedPort < 0 ? "" : ":" + advertisedPort;
        String text =
                "SIP/2.0/" + transport.name() + ' ' + advertisedHost + port + ";branch=" + branch;
        String extension = extension();
        return extension == null ? text : text + ';' + extension;
    }

    private @Nullable String extension() {
        return switch (transport) {
            case UDP -> "rport";
            case TLS -> "alias";
            case TCP, WS, WSS -> null;
        };
    }

    /// Whether the sent-by of a Via is what we write for this point. Hosts are equal in any case,
    /// IPv6 addresses in any spelling.
    public boolean sent(Via via) {
        int port = via.port() < 0 ? transport.defaultPort() : via.port();
        int own = advertisedPort < 0 ? transport.defaultPort() : advertisedPort;
        return port == own
                && (via.hostText().equalsIgnoreCase(advertisedHost)
                        || (advertisedHost.startsWith("[")
                                && via.host().equals(via("z9hG4bK").host())));
    }
}
