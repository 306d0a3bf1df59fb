package dev.ringback.resolver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/// Finds the addresses of a host and may take its time.
@FunctionalInterface
public interface HostLookup {
    /// The addresses in the resolver's order.
    ///
    /// @throws UnknownHostException where there are none
    List<InetAddress> addresses(String host) throws UnknownHostException;

    /// The JDK's resolver: the hosts file, then DNS, as the operating system is configured.
    static HostLookup system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
