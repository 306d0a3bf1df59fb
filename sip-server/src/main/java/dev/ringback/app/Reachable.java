package dev.ringback.app;

import dev.ringback.admission.HostPort;
import dev.ringback.config.HostName;
import dev.ringback.stack.ListenPoint;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The addresses at which a server can be reached, so that it knows its own.
final class Reachable {
    private static final Logger LOG = LoggerFactory.getLogger(Reachable.class);

    private Reachable() {}

    /// Every host and port that means this server: bound addresses, those of all interfaces for a
    /// wildcard, and what is advertised.
    static Set<HostPort> at(List<ListenPoint> points) {
        Set<HostPort> reachable = new LinkedHashSet<>();
        for (ListenPoint point : points) {
            InetAddress bound = point.bound().getAddress();
            int port = point.bound().getPort();
            List<InetAddress> addresses = bound.isAnyLocalAddress() ? interfaces() : List.of(bound);
            for (InetAddress address : addresses) {
                reachable.add(new HostPort(HostName.text(address), port));
            }
            reachable.add(new HostPort(bare(point.advertisedHost()), point.advertisedPort()));
        }
        return reachable;
    }

    private static List<InetAddress> interfaces() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            LOG.warn("cannot list the addresses of this machine: {}", e.getMessage());
            return List.of(InetAddress.getLoopbackAddress());
        }
    }

    private static String bare(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.toLowerCase(Locale.ROOT);
    }
}
