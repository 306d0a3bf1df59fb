package dev.ringback.transport;

import dev.ringback.icmp.ErrorQueue;
import dev.ringback.socket.BoundSocket;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Output;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The datagram sockets of one shard, RFC 3261 §18.
final class UdpTransport {
    private final Inbox inbox;
    private final Traffic traffic;
    private final Encoder encoder;
    private final @Nullable ErrorQueue errors;
    private final List<UdpSocket> sockets = new ArrayList<>();

    UdpTransport(Inbox inbox, Traffic traffic, Encoder encoder, @Nullable ErrorQueue errors) {
        this.inbox = inbox;
        this.traffic = traffic;
        this.encoder = encoder;
        this.errors = errors;
    }

    void start(BoundSocket bound) {
        UdpSocket socket = new UdpSocket(bound, inbox, traffic, encoder, errors);
        if (!bound.group()) {
            sockets.add(socket); // nothing is sent from a group
        }
        socket.start();
    }

    void send(Output.Send send) {
        UdpSocket socket = socketFor(send.to());
        if (socket == null) {
            inbox.sendFailed(send, "no UDP socket of that address family");
        } else {
            socket.send(send);
            inbox.endOfTurn();
        }
    }

    /// Asks the far end of a flow whether it is there.
    void keepAlive(Flow flow) {
        UdpSocket socket = socketFor(flow);
        if (socket != null) {
            socket.keepAlive(flow);
        }
    }

    private @Nullable UdpSocket socketFor(Destination to) {
        if (to instanceof Flow flow) {
            UdpSocket same = bound(flow.local());
            if (same != null) {
                return same;
            }
        }
        boolean ipv6 = to.remote().getAddress() instanceof Inet6Address;
        UdpSocket only = null;
        for (UdpSocket socket : sockets) {
            if (socket.local().getAddress() instanceof Inet6Address == ipv6) {
                if (only != null) {
                    return chosen(to, only);
                }
                only = socket;
            }
        }
        return only;
    }

    /// Where several would do, the one whose address the stack wrote into the Via.
    private UdpSocket chosen(Destination to, UdpSocket otherwise) {
        InetSocketAddress source = inbox.source(to);
        UdpSocket named = source == null ? null : bound(source);
        return named == null ? otherwise : named;
    }

    private @Nullable UdpSocket bound(InetSocketAddress local) {
        for (UdpSocket socket : sockets) {
            if (socket.local().equals(local)) {
                return socket;
            }
        }
        return null;
    }

    void flush() {
        for (UdpSocket socket : sockets) {
            socket.flush();
        }
    }
}
