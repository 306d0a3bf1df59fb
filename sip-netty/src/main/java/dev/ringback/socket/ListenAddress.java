package dev.ringback.socket;

import dev.ringback.stack.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// An address to listen on, as the operator asked for it.
///
/// @param transport the transport
/// @param address the resolved address; port 0 takes any free port, a wildcard address every
///     interface of its family
public record ListenAddress(Transport transport, InetSocketAddress address) {
    /// Checks that the address is resolved.
    public ListenAddress {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("unresolved listen address " + address);
        }
    }

    /// Whether the address is one of IPv6.
    public boolean ipv6() {
        return address.getAddress() instanceof Inet6Address;
    }

    /// Whether it is a multicast group, whose REGISTERs are heard: RFC 3261 §10.2.6.
    public boolean group() {
        return address.getAddress().isMulticastAddress();
    }

    /// The form of the command line: `udp:127.0.0.1:5060`, `tcp:[::1]:5060`.
    @Override
    public String toString() {
        InetAddress host = address.getAddress();
        String text = ipv6() ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        return transport.parameter() + ":" + text + ":" + address.getPort();
    }
}
