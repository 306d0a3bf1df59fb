package dev.ringback.resolver;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Who is asked about names.
///
/// @param servers the name servers, the first one preferred; empty for those of the system
/// @param timeout how long one question may take, over all attempts; positive
/// @param hosts the hosts file
public record DnsConfig(List<InetSocketAddress> servers, Duration timeout, Path hosts) {
    /// Copies the list.
    public DnsConfig {
        servers = List.copyOf(servers);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout " + timeout);
        }
    }

    /// The system's name servers, 3 s, `/etc/hosts`.
    public static DnsConfig defaults() {
        return new DnsConfig(List.of(), Duration.ofSeconds(3), Path.of("/etc/hosts"));
    }

    /// The same with other name servers.
    public DnsConfig withServers(List<InetSocketAddress> others) {
        return new DnsConfig(others, timeout, hosts);
    }

    /// The same with another timeout.
    public DnsConfig withTimeout(Duration other) {
        return new DnsConfig(servers, other, hosts);
    }
}
