package dev.ringback.config.limits;

import dev.ringback.overload.Algorithm;
import dev.ringback.routing.Network;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/// How overload is controlled, RFC 7339 and RFC 7415.
///
/// @param neighbours who is told of our load and believed of theirs, besides loopback
/// @param algorithms what this server chooses from, the preferred one first
/// @param target the load above which neighbours hold back, in percent of what refuses work
/// @param validity how long they do without hearing more
public record OverloadConfig(
        List<Network> neighbours, List<Algorithm> algorithms, int target, Duration validity) {
    /// Copies the lists.
    public OverloadConfig {
        neighbours = List.copyOf(neighbours);
        algorithms = List.copyOf(algorithms);
    }

    /// Whether an address is a neighbour.
    public boolean knows(InetAddress address) {
        return address.isLoopbackAddress()
                || neighbours.stream().anyMatch(network -> network.contains(address));
    }
}
