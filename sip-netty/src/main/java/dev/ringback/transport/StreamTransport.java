package dev.ringback.transport;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.StreamFramer;
import dev.ringback.socket.BoundSocket;
import dev.ringback.socket.SocketError;
import dev.ringback.socket.Sockets;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stream connections of one shard's loop: accepts, connects, sends, and ends what takes too
/// long.
final class StreamTransport {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTransport.class);
    private static final long SWEEP_MILLIS = 1_000;

    private final EventLoop loop;
    private final Inbox inbox;
    private final Sockets sockets;
    private final Encoder encoder;
    private final SharedReads reads = new SharedReads();
    private final TransportContext shared;
    private final LongObjectMap<StreamConnection> own = new LongObjectHashMap<>(16, 0.75f);
    private final WriteBufferWaterMark sendQueue;
    private final List<Channel> listening = new ArrayList<>();
    private List<StreamConnection> unflushed = new ArrayList<>();
    private List<StreamConnection> flushing = new ArrayList<>();
    private @Nullable StreamFramer spareFramer;
    private boolean sweeping;
    private final OneByOne late;
    private final OneByOne failures;

    StreamTransport(EventLoop loop, Inbox inbox, Encoder encoder, TransportContext shared) {
        this.loop = loop;
        this.inbox = inbox;
        this.sockets = shared.backend().sockets();
        this.encoder = encoder;
        this.shared = shared;
        int high = shared.limits().sendQueue();
        this.sendQueue = new WriteBufferWaterMark(high / 2, high);
        this.late = new OneByOne(loop);
        this.failures = new OneByOne(loop);
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

    /// A framer at the start of a stream.
    StreamFramer takeFramer() {
        StreamFramer taken = spareFramer;
        spareFramer = null;
        return taken == null ? new StreamFramer(shared.parse()) : taken;
    }

    /// Takes a framer back that is as new, for the next connection that reads.
    void giveBack(StreamFramer framer) {
        spareFramer = framer;
    }

    Traffic traffic() {
        return shared.traffic();
    }

    // -- listening

    /// Starts to accept.
    void start(BoundSocket bound) {
        listening.add(bound.channel());
        bound.channel().pipeline().addLast(new Acceptor(bound.transport()));
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
    void accepted(SocketChannel channel, Transport transport) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.unsafe().closeForcibly();
            return;
        }
        String refused =
                inbox.banned(remote.getAddress())
                        ? "source-banned"
                        : table().enter(remote.getAddress(), Layers.shakes(transport));
        if (refused != null) {
            inbox.tell(new Notice.Dropped(refused));
            channel.unsafe().closeForcibly();
            return;
        }
        Hop peer = new Hop(transport, remote);
        StreamConnection connection = new StreamConnection(this, peer, channel, true);
        traffic().accepted.increment();
        traffic().begins(transport);
        shared.silent().heard(remote.getAddress());
        adopt(connection);
        table().add(connection);
        tune(channel, transport);
        shared.layers().accept(channel, transport);
        if (Layers.frames(transport)) {
            shared.layers().web().watch(channel, sockets, transport.secure());
        }
        channel.pipeline().addLast(connection);
        ChannelFuture _ =
                loop.register(channel).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    private void tune(SocketChannel channel, Transport transport) {
        channel.config()
                .setTcpNoDelay(true)
                .setAllowHalfClosure(true)
                .setWriteBufferWaterMark(sendQueue)
                .setConnectTimeoutMillis((int) limits().connectTimeout().toMillis());
        if (transport == Transport.TCP) {
            channel.config().setRecvByteBufAllocator(reads);
        }
    }

    // -- sending

    void send(Output.Send send) {
        switch (send.to()) {
            case Flow flow -> sendOn(numbered(flow.connection()), send);
            case Hop hop when shared.layers().has(hop.transport()) -> sendTo(hop, send);
            case Hop _ -> inbox.sendFailed(send, "no TLS is set up");
        }
    }

    private void sendTo(Hop hop, Output.Send send) {
        StreamConnection open = table().to(hop);
        String silence =
                open == null ? shared.silent().silence(hop.remote(), System.nanoTime()) : null;
        if (silence != null) {
            inbox.sendFailed(send, silence);
            return;
        }
        StreamConnection connection = open == null ? connect(hop) : open;
        if (connection != null && send.message() instanceof SipRequest request) {
            inbox.carried(request, connection.number());
        }
        sendOn(connection, send);
    }

    private @Nullable StreamConnection numbered(long number) {
        StreamConnection connection = own.get(number);
        return connection == null ? table().numbered(number) : connection;
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
        traffic().begins(hop.transport());
        tune(channel, hop.transport());
        shared.layers().connect(channel, hop);
        channel.pipeline().addLast(connection);
        ChannelFuture _ = loop.register(channel);
        connection.watch(channel.connect(hop.remote()));
        return connection;
    }

    void close(Flow flow) {
        onItsLoop(flow, connection -> connection.close("closed by us"));
    }

    /// Asks the peer of a flow for a sign of life.
    void ping(Flow flow) {
        if (numbered(flow.connection()) == null) {
            inbox.closed(flow, "connection closed");
        } else {
            onItsLoop(flow, StreamConnection::ping);
        }
    }

    /// The peer of a flow allows that requests to its port use it, RFC 5923 §8.
    void alias(Flow flow, int port) {
        onItsLoop(flow, connection -> connection.alias(port));
    }

    private void onItsLoop(Flow flow, Consumer<StreamConnection> action) {
        StreamConnection connection = numbered(flow.connection());
        if (connection == null) {
            return;
        }
        if (connection.home() == this) {
            action.accept(connection);
        } else {
            connection.home().loop.execute(() -> action.accept(connection));
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
        if (!connection.inbound()) {
            shared.silent().opened(connection.peer().remote());
        }
        inbox.endOfTurn();
    }

    /// A connection of ours could not be opened.
    ///
    /// @param took how long it was tried, in nanoseconds
    void inVain(StreamConnection connection, long took, String reason) {
        shared.silent().failed(connection.peer(), took, reason, System.nanoTime());
    }

    /// What waited for a connection is not sent. Whoever hears of it has work to do.
    void unsent(StreamOrders orders, String reason) {
        orders.forEach((send, origin) -> failures.add(() -> origin.sendFailed(send, reason)));
    }

    void unflushed(StreamConnection connection) {
        unflushed.add(connection);
        inbox.endOfTurn();
    }

    void ended(StreamConnection connection) {
        if (own.remove(connection.number()) != null) {
            if (connection.inbound()) {
                table().left(connection.peer().remote().getAddress());
            } else {
                table().release();
            }
            traffic().ends(connection.peer().transport());
        }
    }

    private void adopt(StreamConnection connection) {
        own.put(connection.number(), connection);
        if (!sweeping) {
            sweeping = true;
            sweepLater();
        }
    }

    /// Closes all connections of this loop.
    void close() {
        late.hurry();
        failures.hurry();
        List.copyOf(own.values()).forEach(connection -> connection.abort("shutting down"));
    }

    // -- deadlines

    private void sweepLater() {
        Future<?> _ = loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// One look over all connections a second costs less than a timer for each.
    private void sweep() {
        try {
            if (late.isEmpty()) {
                giveUpTheLate(System.nanoTime());
            }
        } finally {
            if (own.isEmpty()) {
                sweeping = false;
            } else {
                sweepLater();
            }
        }
    }

    private void giveUpTheLate(long now) {
        List<StreamConnection> due = new ArrayList<>(0);
        for (StreamConnection connection : own.values()) {
            if (isLate(connection, now)) {
                due.add(connection);
            }
        }
        due.forEach(connection -> late.add(() -> giveUp(connection)));
    }

    private static void giveUp(StreamConnection connection) {
        if (isLate(connection, System.nanoTime())) {
            connection.expired();
        }
    }

    private static boolean isLate(StreamConnection connection, long now) {
        long deadline = connection.deadline();
        return deadline != Long.MAX_VALUE && deadline - now <= 0;
    }

    // -- what sockets use

    /// Takes the connections that a listening socket accepts; pauses where the system has no more
    /// to give.
    private final class Acceptor extends ChannelInboundHandlerAdapter {
        private final Transport transport;

        private Acceptor(Transport transport) {
            this.transport = transport;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object channel) {
            accepted((SocketChannel) channel, transport);
        }

        /// Out of file descriptors, most likely: trying on at once would only burn the loop.
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            Channel server = context.channel();
            LOG.warn(
                    "accepting on {} pauses for 1 s: {}",
                    server.localAddress(),
                    SocketError.reason(cause));
            server.config().setAutoRead(false);
            Future<?> _ =
                    loop.schedule(() -> server.config().setAutoRead(true), 1, TimeUnit.SECONDS);
        }
    }

    /// The buffer into which all connections of a loop read, one after the other: each takes its
    /// octets out before it returns, so that a connection that is silent holds none.
    private static final class SharedReads extends DefaultMaxMessagesRecvByteBufAllocator {
        private static final int SIZE = 1 << 16;

        /// Reads from one connection before the loop looks at the others, as long as they come back
        /// full.
        private static final int MOST_PER_TURN = 4;

        private final ByteBuf memory = Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(SIZE));
        private final ExtendedHandle handle = new Reads();

        private SharedReads() {
            super(MOST_PER_TURN);
        }

        @Override
        public ExtendedHandle newHandle() {
            return handle;
        }

        private final class Reads extends MaxMessageHandle {
            @Override
            public ByteBuf allocate(ByteBufAllocator alloc) {
                return memory.refCnt() == 1 ? memory.retain().clear() : alloc.directBuffer(SIZE);
            }

            @Override
            public int guess() {
                return SIZE;
            }
        }
    }
}
