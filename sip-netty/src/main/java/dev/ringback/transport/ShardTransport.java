package dev.ringback.transport;

import dev.ringback.socket.BoundSocket;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.List;

/// The sockets of one shard, all on its event loop. Every method runs on that loop.
public final class ShardTransport {
    private final UdpTransport udp;
    private final StreamTransport streams;
    private final List<BoundSocket> bound;

    /// Takes over sockets that were bound on the loop; they stay silent until [#start].
    public ShardTransport(
            EventLoop loop, Inbox inbox, TransportContext context, List<BoundSocket> bound) {
        Encoder encoder = new Encoder();
        this.bound = List.copyOf(bound);
        this.udp =
                new UdpTransport(
                        inbox,
                        context.traffic(),
                        encoder,
                        context.backend().sockets().errorQueue());
        this.streams = new StreamTransport(loop, inbox, encoder, context);
    }

    /// Lets the sockets read and accept.
    public void start() {
        for (BoundSocket socket : bound) {
            if (socket.transport() == Transport.UDP) {
                udp.start(socket);
            } else {
                streams.start(socket);
            }
        }
    }

    /// Closes the listening stream sockets; connections and datagrams go on.
    public void stopAccepting() {
        streams.stopAccepting();
    }

    /// Orders a message. Failures come back to the inbox, never as an exception.
    public void send(Output.Send send) {
        switch (send.to().transport()) {
            case UDP -> udp.send(send);
            case TCP, TLS, WS, WSS -> streams.send(send);
        }
    }

    /// Closes a stream connection after what was ordered on it; does nothing for datagrams.
    public void close(Flow flow) {
        if (flow.transport() != Transport.UDP) {
            streams.close(flow);
        }
    }

    /// Asks the peer of a flow for a sign of life, RFC 5626 §4.4: where none comes in time, the
    /// flow is closed.
    public void keepAlive(Flow flow) {
        if (flow.transport() == Transport.UDP) {
            udp.keepAlive(flow);
        } else {
            streams.ping(flow);
        }
    }

    /// The peer of a flow over TLS allows that requests to its port use the connection, RFC 5923
    /// §8; the domains that it proved decide which.
    public void alias(Flow flow, int port) {
        streams.alias(flow, port);
    }

    /// Hands all that was ordered to the kernel.
    public void flush() {
        udp.flush();
        streams.flush();
    }

    /// Closes everything, after a last try to hand what was ordered to the kernel.
    public void close() {
        flush();
        streams.close();
        for (BoundSocket socket : bound) {
            ChannelFuture _ = socket.channel().close();
        }
    }
}
