package dev.ringback.runtime;

import dev.ringback.socket.ListenAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The networks that this machine is in.
final class Networks {
    private Networks() {}

    /// Those that the datagram sockets of these addresses are in: all for a wildcard.
    static List<NetworkInterface> of(List<ListenAddress> listen) throws SocketException {
        Set<NetworkInterface> networks = new LinkedHashSet<>();
        for (ListenAddress each : listen) {
            InetAddress address = each.address().getAddress();
            if (address.isAnyLocalAddress()) {
                NetworkInterface.networkInterfaces().forEach(networks::add);
            } else if (!each.group()) {
                NetworkInterface network = NetworkInterface.getByInetAddress(address);
                if (network != null) {
                    networks.add(network);
                }
            }
        }
        return List.copyOf(networks);
    }
}
