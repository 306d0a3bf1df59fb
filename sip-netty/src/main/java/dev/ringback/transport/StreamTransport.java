package dev.ringback.transport;

import dev.ringback.parse.ParseLimits;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The stream connections of one shard's loop: accepts, connects, sends, and ends what takes too
/// long.
final class StreamTransport {
    private static final long SWEEP_MILLIS = 1_000;

    private final EventLoop loop;
    private final Inbox inbox;
    private final Sockets sockets;
    private final Encoder encoder;
    private final TransportContext shared;
    private final Set<StreamConnection> own = new HashSet<>();
    private final List<Channel> listening = new ArrayList<>();
    private List<StreamConnection> unflushed = new ArrayList<>();
    private List<StreamConnection> flushing = new ArrayList<>();
    private boolean sweeping;

    StreamTransport(EventLoop loop, Inbox inbox, Encoder encoder, TransportContext shared) {
        this.loop = loop;
        this.inbox = inbox;
        this.sockets = shared.backend().sockets();
        this.encoder = encoder;
        this.shared = shared;
    }

    Inbox inbox() {
        return inbox;
    }

    Encoder encoder() {
        return encoder;
    }

    ConnectionTable table() {
        return shared.table();
    }

    TransportLimits limits() {
        return shared.limits();
    }

    ParseLimits parseLimits() {
        return shared.parse();
    }

    Traffic traffic() {
        return shared.traffic();
    }

    // -- listening

    /// Starts to accept.
    void start(BoundSocket bound) {
        listening.add(bound.channel());
        bound.channel().pipeline().addLast(new Acceptor(this));
        bound.channel().config().setAutoRead(true);
    }

    /// Closes the listening sockets; connections stay.
    void stopAccepting() {
        for (Channel server : listening) {
            ChannelFuture _ = server.close();
        }
        listening.clear();
    }

    /// Takes a connection that a peer opened, or closes it where there are too many.
    void accepted(SocketChannel channel) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.unsafe().closeForcibly();
        } else if (table().reserve()) {
            Hop peer = new Hop(Transport.TCP, remote);
            StreamConnection connection = new StreamConnection(this, peer, channel, true);
            traffic().accepted.increment();
            adopt(connection);
            table().add(connection);
            tune(channel);
            channel.pipeline().addLast(connection);
            ChannelFuture _ =
                    loop.register(channel).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            inbox.tell(new Notice.Dropped("connection-limit"));
            channel.unsafe().closeForcibly();
        }
    }

    private void tune(SocketChannel channel) {
        int high = limits().sendQueue();
        channel.config()
                .setTcpNoDelay(true)
                .setAllowHalfClosure(true)
                .setWriteBufferWaterMark(new WriteBufferWaterMark(high / 2, high))
                .setConnectTimeoutMillis((int) limits().connectTimeout().toMillis());
    }

    // -- sending

    void send(Output.Send send) {
        switch (send.to()) {
            case Flow flow -> sendOn(table().numbered(flow.connection()), send);
            case Hop hop -> sendOn(connectionTo(hop), send);
        }
    }

    private void sendOn(@Nullable StreamConnection connection, Output.Send send) {
        if (connection == null) {
            inbox.sendFailed(
                    send, send.to() instanceof Flow ? "connection closed" : "too many connections");
        } else if (connection.home() == this) {
            connection.write(send, inbox);
        } else {
            connection.home().loop.execute(() -> connection.write(send, inbox));
        }
    }

    private @Nullable StreamConnection connectionTo(Hop hop) {
        StreamConnection open = table().to(hop);
        return open == null ? connect(hop) : open;
    }

    private @Nullable StreamConnection connect(Hop hop) {
        if (!table().reserve()) {
            return null;
        }
        SocketChannel channel = sockets.stream(Sockets.family(hop.remote()));
        StreamConnection connection = new StreamConnection(this, hop, channel, false);
        StreamConnection first = table().add(connection);
        if (first != connection) {
            table().release();
            channel.unsafe().closeForcibly();
            return first;
        }
        adopt(connection);
        traffic().connected.increment();
        tune(channel);
        channel.pipeline().addLast(connection);
        ChannelFuture _ = loop.register(channel);
        connection.watch(channel.connect(hop.remote()));
        return connection;
    }

    void close(Flow flow) {
        StreamConnection connection = table().numbered(flow.connection());
        if (connection == null) {
            return;
        }
        if (connection.home() == this) {
            connection.close("closed by us");
        } else {
            connection.home().loop.execute(() -> connection.close("closed by us"));
        }
    }

    void flush() {
        List<StreamConnection> ready = unflushed;
        unflushed = flushing;
        flushing = ready;
        for (StreamConnection connection : ready) {
            connection.flush();
        }
        ready.clear();
    }

    // -- what connections tell

    void opened(StreamConnection connection) {
        inbox.endOfTurn();
    }

    void unflushed(StreamConnection connection) {
        unflushed.add(connection);
        inbox.endOfTurn();
    }

    void ended(StreamConnection connection, boolean wasOpen) {
        if (own.remove(connection)) {
            table().release();
            traffic().closed.increment();
        }
    }

    private void adopt(StreamConnection connection) {
        own.add(connection);
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
    }

    /// Closes all connections of this loop.
    void close() {
        List.copyOf(own).forEach(connection -> connection.abort("shutting down"));
    }

    // -- deadlines

    private void sweepLater() {
        Future<?> _ = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// One look over all connections a second costs less than a timer for each.
    private void sweep() {
        long now = System.nanoTime();
        List<StreamConnection> late = new ArrayList<>();
        for (StreamConnection connection : own) {
            long deadline = connection.deadline();
            if (deadline != Long.MAX_VALUE && deadline - now <= 0) {
                late.add(connection);
            }
        }
        late.forEach(StreamConnection::expired);
        sweeping = !own.isEmpty();
        if (sweeping) {
            sweepLater();
        }
    }
}
