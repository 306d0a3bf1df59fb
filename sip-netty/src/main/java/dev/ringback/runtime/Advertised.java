package dev.ringback.runtime;

import dev.ringback.socket.ListenAddress;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides which host peers are told for a listening socket.
public final class Advertised {
    private Advertised() {}

    /// The listen point of a socket.
    ///
    /// @param transport what it listens for
    /// @param bound where it is bound
    /// @param host what the operator wants told, or null: then the bound address, or for a
    ///     wildcard address the first address of its family that is not a loopback one, or the
    ///     loopback address where there is none
    public static ListenPoint point(
            Transport transport, InetSocketAddress bound, @Nullable String host) {
        String told = host == null ? literal(reachable(bound.getAddress())) : host;
        return new ListenPoint(transport, bound, told, bound.getPort());
    }

    /// The same socket as its own machine knows it: by its loopback address, where it listens on
    /// every address.
    public static ListenPoint loopback(ListenPoint point) {
        InetAddress bound = point.bound().getAddress();
        if (!bound.isAnyLocalAddress()) {
            return point;
        }
        String host = bound instanceof Inet6Address ? "[::1]" : "127.0.0.1";
        return new ListenPoint(point.transport(), point.bound(), host, point.advertisedPort());
    }

    /// Where connections are only opened from. Nobody can reach it, and over WebSocket its name
    /// says so: RFC 7118 §5, like that of every browser.
    ///
    /// @param own the transport, and the own address
    static ListenPoint outgoing(ListenAddress own) {
        InetAddress address = reachable(own.address().getAddress());
        boolean webSocket = own.transport() == Transport.WS || own.transport() == Transport.WSS;
        String host = webSocket ? new SecureIds().tag() + ".invalid" : literal(address);
        return new ListenPoint(own.transport(), new InetSocketAddress(address, 0), host, -1);
    }

    private static InetAddress reachable(InetAddress bound) {
        if (!bound.isAnyLocalAddress()) {
            return bound;
        }
        List<InetAddress> family = addresses(bound instanceof Inet6Address);
        InetAddress fallback = family.isEmpty() ? bound : family.getLast();
        return family.stream()
                .filter(address -> !address.isLoopbackAddress())
                .findFirst()
                .orElse(fallback);
    }

    /// The addresses of this machine of one family, without link-local ones.
    private static List<InetAddress> addresses(boolean ipv6) {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet6Address == ipv6)
                    .filter(address -> !address.isLinkLocalAddress())
                    .toList();
        } catch (SocketException _) {
            return List.of();
        }
    }

    private static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String plain = scope < 0 ? text : text.substring(0, scope);
        return address instanceof Inet6Address ? "[" + plain + "]" : plain;
    }
}
