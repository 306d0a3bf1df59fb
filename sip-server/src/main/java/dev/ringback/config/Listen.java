package dev.ringback.config;

import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A socket to listen on.
///
/// @param transport the transport
/// @param host an address literal without brackets, or `*` for all addresses
/// @param port the port; 0 lets the system choose
/// @param path a path that a WebSocket is opened on, beside those that are configured; empty for
///     none
public record Listen(Transport transport, String host, int port, String path) {
    private static final String FORM =
            "write it like udp:127.0.0.1:5060, tls:*:5061, ws:*:8080/sip or udp:[::1]:5060";
    private static final int WS_PORT = 8080;
    private static final int WSS_PORT = 8443;

    /// A socket without a path.
    public Listen(Transport transport, String host, int port) {
        this(transport, host, port, "");
    }

    /// Reads `TRANSPORT:HOST[:PORT][/PATH]`, e.g. `udp:127.0.0.1:5060`, `tls:*`, `udp:[::1]:5060`,
    /// `ws:*:8080/sip`. The usual port is 5060, over TLS 5061, for a WebSocket 8080, over TLS 8443.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static Listen parse(String text) {
        int colon = text.indexOf(':');
        Transport transport = colon < 0 ? null : Transport.named(text.substring(0, colon));
        if (transport == null) {
            throw new IllegalArgumentException("'" + text + "' names no transport: " + FORM);
        }
        boolean webSocket = transport == Transport.WS || transport == Transport.WSS;
        int slash = webSocket ? text.indexOf('/') : -1;
        String path = slash < 0 ? "" : text.substring(slash);
        String rest = text.substring(colon + 1, slash < 0 ? text.length() : slash);
        int bracket = rest.startsWith("[") ? rest.indexOf(']') : -1;
        int end = bracket >= 0 ? bracket + 1 : rest.indexOf(':');
        String host = end < 0 ? rest : rest.substring(0, end);
        String after = end < 0 ? "" : rest.substring(end);
        if (after.indexOf(':', 1) > 0 || (!after.isEmpty() && after.charAt(0) != ':')) {
            throw new IllegalArgumentException("'" + text + "' is no socket: " + FORM);
        }
        int port = after.isEmpty() ? usualPort(transport) : port(text, after.substring(1));
        return new Listen(transport, host(text, host), port, path);
    }

    private static int usualPort(Transport transport) {
        return switch (transport) {
            case UDP, TCP, TLS -> transport.defaultPort();
            case WS -> WS_PORT;
            case WSS -> WSS_PORT;
        };
    }

    private static String host(String text, String host) {
        if (host.equals("*")) {
            return host;
        }
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String literal = bracketed ? host.substring(1, host.length() - 1) : host;
        if (literal.equals("localhost")) {
            return "127.0.0.1";
        }
        try {
            return HostName.text(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException(
                    "'" + text + "': '" + literal + "' is no IP address: " + FORM);
        }
    }

    private static int port(String text, String port) {
        try {
            int number = Integer.parseInt(port);
            if (number >= 0 && number <= 65_535 && Character.isDigit(port.charAt(0))) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, together with the numbers that are none of ports.
        }
        throw new IllegalArgumentException("'" + text + "': '" + port + "' is no port: " + FORM);
    }

    /// Whether it listens on all addresses.
    public boolean wildcard() {
        return host.equals("*");
    }

    /// Whether only this machine can reach it.
    public boolean loopback() {
        return !wildcard() && InetAddress.ofLiteral(host).isLoopbackAddress();
    }

    /// Whether it is a multicast group, such as that of all SIP servers, 224.0.1.75.
    public boolean group() {
        return !wildcard() && InetAddress.ofLiteral(host).isMulticastAddress();
    }

    /// Whether it hears datagrams.
    boolean udp() {
        return transport == Transport.UDP;
    }

    /// The address to bind.
    public InetSocketAddress address() {
        return wildcard()
                ? new InetSocketAddress(port)
                : new InetSocketAddress(InetAddress.ofLiteral(host), port);
    }

    /// The socket as it is written in a configuration.
    @Override
    public String toString() {
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return transport.parameter() + ":" + literal + ":" + port + path;
    }
}
