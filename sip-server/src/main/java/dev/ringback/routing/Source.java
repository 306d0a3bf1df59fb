package dev.ringback.routing;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where a request came from: the packet's sender, not what its Via says.
///
/// @param address the IP address
/// @param port the port, 0 to 65535
/// @param transport the transport
public record Source(InetAddress address, int port, Transport transport) {
    /// The far end of a flow.
    public static Source of(Flow flow) {
        InetSocketAddress remote = flow.remote();
        return new Source(remote.getAddress(), remote.getPort(), flow.transport());
    }
}
