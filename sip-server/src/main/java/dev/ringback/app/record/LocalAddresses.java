package dev.ringback.app.record;

import dev.ringback.stack.Destination;
import dev.ringback.stack.ListenPoint;
import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Our own addresses, for messages of which it is not known from which of them they left.
final class LocalAddresses {
    private static final InetSocketAddress UNKNOWN =
            new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0);

    private volatile List<ListenPoint> points = List.of();

    /// Tells where we are heard.
    void set(List<ListenPoint> listenPoints) {
        points = List.copyOf(listenPoints);
    }

    /// The address of ours that messages to there are taken to come from: the first listening one
    /// of the same transport and family.
    InetSocketAddress of(Destination to) {
        List<ListenPoint> all = points;
        Class<?> family = to.remote().getAddress().getClass();
        for (int i = 0; i < all.size(); i++) {
            InetSocketAddress bound = all.get(i).bound();
            Transport transport = all.get(i).transport();
            if (transport == to.transport() && bound.getAddress().getClass() == family) {
                return bound;
            }
        }
        return UNKNOWN;
    }
}
