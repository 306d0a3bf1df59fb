package dev.ringback.app.record;

import dev.ringback.runtime.Advertised;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Our own addresses, for messages of which it is not known from which of them they left. Where we
/// listen on every address of the machine, it is the one that peers are told.
final class LocalAddresses {
    private static final InetSocketAddress UNKNOWN =
            new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    private volatile List<Own> all = List.of();

    /// Where we listen.
    ///
    /// @param bound the address of the socket
    /// @param told what is recorded for it, never that of every address where it can be helped
    private record Own(Transport transport, InetSocketAddress bound, InetSocketAddress told) {
        static Own of(ListenPoint point) {
            InetSocketAddress bound = point.bound();
            if (!bound.getAddress().isAnyLocalAddress()) {
                return new Own(point.transport(), bound, bound);
            }
            InetSocketAddress told = literal(point);
            if (told == null) { // a name, which nobody is to look up here
                told = literal(Advertised.point(point.transport(), bound, null));
            }
            return new Own(point.transport(), bound, told == null ? bound : told);
        }

        /// What peers are told, where it is an address of the same family.
        private static @Nullable InetSocketAddress literal(ListenPoint point) {
            try {
                String host = point.advertisedHost().replaceAll("[\\[\\]]", "");
                InetAddress address = InetAddress.ofLiteral(host);
                boolean same = family(address) == family(point.bound().getAddress());
                boolean closed = point.advertisedPort() < 0;
                int port = closed ? point.bound().getPort() : point.advertisedPort();
                return same ? new InetSocketAddress(address, port) : null;
            } catch (IllegalArgumentException _) {
                return null;
            }
        }
    }

    private static Class<?> family(InetAddress address) {
        return address.getClass();
    }

    /// Tells where we are heard.
    void set(List<ListenPoint> listenPoints) {
        all = listenPoints.stream().map(Own::of).toList();
    }

    /// The address of ours at which a peer is heard or messages to it are taken to leave: that of
    /// its flow, or the first listening one of the same transport and family.
    InetSocketAddress of(Destination peer) {
        if (peer instanceof Flow flow) {
            InetSocketAddress local = flow.local();
            return local.getAddress().isAnyLocalAddress() ? told(flow.transport(), local) : local;
        }
        List<Own> there = all;
        Class<?> family = family(peer.remote().getAddress());
        for (int i = 0; i < there.size(); i++) {
            Own own = there.get(i);
            if (own.transport() == peer.transport() && family(own.bound().getAddress()) == family) {
                return own.told();
            }
        }
        return UNKNOWN;
    }

    private InetSocketAddress told(Transport transport, InetSocketAddress local) {
        List<Own> there = all;
        for (int i = 0; i < there.size(); i++) {
            Own own = there.get(i);
            if (own.transport() == transport && own.bound().equals(local)) {
                return own.told();
            }
        }
        return local;
    }
}
