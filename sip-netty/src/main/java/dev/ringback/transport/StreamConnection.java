package dev.ringback.transport;

import dev.ringback.parse.StreamFramer;
import dev.ringback.socket.SocketError;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Output;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One stream connection: frames in, messages out, and its end, RFC 3261 §18. Everything runs on
/// its own loop.
///
/// `Connecting` keeps the messages that wait; `Open` reads and writes; `Closing` writes what was
/// ordered and reads only to throw away, so that the peer gets our last answer and not a reset;
/// `Closed` is the end.
final class StreamConnection extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

    /// Octets ordered in a turn that are handed on before its end.
    private static final int CHUNK = 1 << 16;

    /// How long, and for how many bytes, a closed connection waits for the peer to close its side.
    private static final long LINGER_NANOS = 2_000_000_000L;

    private static final int LINGER_BYTES = 1 << 20;

    private enum State {
        CONNECTING,
        OPEN,
        CLOSING,
        CLOSED
    }

    private final StreamTransport home;
    private final Hop peer;
    private final long number;
    private final boolean inbound;
    private final SocketChannel channel;

    /// What arrived of a message, or null between messages.
    private @Nullable StreamFramer framer;

    /// What was ordered since the last flush, or null where nothing was.
    private @Nullable StreamOrders orders;

    private State state = State.CONNECTING;
    private @Nullable Flow flow;
    private long deadline = Long.MAX_VALUE;
    private int thrownAway;

    StreamConnection(StreamTransport home, Hop peer, SocketChannel channel, boolean inbound) {
        this.home = home;
        this.peer = peer;
        this.channel = channel;
        this.inbound = inbound;
        this.number = home.table().nextNumber();
    }

    Hop peer() {
        return peer;
    }

    long number() {
        return number;
    }

    boolean inbound() {
        return inbound;
    }

    StreamTransport home() {
        return home;
    }

    /// When this connection's patience ends, in nanoseconds of [System#nanoTime]; `Long.MAX_VALUE`
    /// for never.
    long deadline() {
        return deadline;
    }

    // -- opening

    @Override
    public void channelActive(ChannelHandlerContext context) {
        InetSocketAddress local = channel.localAddress();
        flow = new Flow(peer.transport(), local, peer.remote(), number);
        state = State.OPEN;
        home.opened(this);
        if (inbound) {
            owesMessage();
        }
        if (orders != null) {
            home.unflushed(this);
        }
        LOG.debug("connection {} {} {} open", number, inbound ? "from" : "to", peer.remote());
    }

    /// Waits for the end of a connect.
    void watch(ChannelFuture connect) {
        connect.addListener(
                future -> {
                    Throwable cause = future.cause();
                    if (cause != null) {
                        abort(SocketError.reason(cause));
                    }
                });
    }

    // -- reading

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (state == State.OPEN) {
                StreamFramer begun = framer == null ? home.takeFramer() : framer;
                framer = begun;
                begun.feed(bytes.internalNioBuffer(bytes.readerIndex(), bytes.readableBytes()));
                frames(begun);
            } else {
                throwAway(bytes.readableBytes());
            }
        } finally {
            bytes.release();
        }
    }

    private void frames(StreamFramer begun) {
        Flow from = flow;
        boolean more = from != null;
        while (more && from != null && state == State.OPEN) {
            switch (begun.next()) {
                case StreamFramer.Frame frame -> {
                    home.traffic().streamMessagesIn.increment();
                    deadline = Long.MAX_VALUE;
                    home.inbox().message(from, frame);
                }
                case StreamFramer.KeepAlive _ -> {
                    deadline = Long.MAX_VALUE;
                    pong();
                }
                case StreamFramer.Pong _ -> {}
                case StreamFramer.Broken broken -> {
                    home.inbox().malformed(from, broken.malformed());
                    close("framing error");
                }
                case StreamFramer.Incomplete _ -> more = false;
            }
        }
        if (state != State.OPEN) {
            framer = null;
        } else if (begun.unused()) {
            framer = null;
            home.giveBack(begun);
        } else if (begun.partial() && deadline == Long.MAX_VALUE) {
            owesMessage();
        }
    }

    private void owesMessage() {
        deadline = System.nanoTime() + home.limits().firstMessage().toNanos();
    }

    /// RFC 5626 §3.5.1: a double CRLF is answered with a single one.
    private void pong() {
        ordered().addPong();
        flushChunk();
    }

    private void throwAway(int bytes) {
        thrownAway += bytes;
        if (thrownAway > LINGER_BYTES) {
            closeNow();
        }
    }

    // -- writing

    /// Orders one message; the kernel sees it at the next [#flush].
    void write(Output.Send send, Inbox origin) {
        switch (state) {
            case CONNECTING -> {
                if (connectQueueFull()) {
                    origin.sendFailed(send, "connect queue full");
                } else {
                    ordered().add(send, origin);
                }
            }
            case OPEN -> {
                ordered().add(send, origin);
                flushChunk();
            }
            case CLOSING, CLOSED -> origin.sendFailed(send, "connection closed");
        }
    }

    private boolean connectQueueFull() {
        TransportLimits limits = home.limits();
        return orders != null
                && (orders.messages() >= limits.connectQueue()
                        || orders.size() >= limits.sendQueue());
    }

    private StreamOrders ordered() {
        StreamOrders open = orders;
        if (open == null) {
            open = new StreamOrders(channel);
            orders = open;
            if (state == State.OPEN) {
                home.unflushed(this);
            }
        }
        return open;
    }

    private void flushChunk() {
        if (orders != null && orders.size() >= CHUNK) {
            flush();
        }
    }

    /// Hands what was ordered to the kernel, in one write. What it does not take waits for the peer
    /// to read; where that is too much, the peer is given up.
    void flush() {
        StreamOrders ready = orders;
        if (ready != null && state == State.OPEN) {
            orders = null;
            home.traffic().streamMessagesOut.add(ready.messages());
            ByteBuf content = home.encoder().encode(ready, channel.alloc());
            ChannelFuture _ = channel.writeAndFlush(content, ready);
            if (!channel.isWritable()) {
                abort("send queue full");
            }
        }
    }

    // -- ending

    /// Writes what was ordered, closes our side, and waits a little for the peer to close its own.
    void close(String reason) {
        flush();
        if (state == State.OPEN) {
            leave(State.CLOSING, reason);
            deadline = System.nanoTime() + LINGER_NANOS;
            ChannelFuture _ =
                    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> endOutput());
        } else if (state == State.CONNECTING) {
            abort(reason);
        }
    }

    /// Closes at once; what the kernel has not taken is lost and reported.
    void abort(String reason) {
        if (state == State.OPEN || state == State.CONNECTING) {
            end(reason);
        }
        closeNow();
    }

    private void endOutput() {
        ChannelFuture _ = channel.shutdownOutput();
    }

    private void closeNow() {
        ChannelFuture _ = channel.close();
    }

    /// The time of [#deadline] has come.
    void expired() {
        abort("no complete message in time");
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            flush();
            if (state == State.OPEN) {
                leave(State.CLOSING, "closed by the peer");
                deadline = System.nanoTime() + LINGER_NANOS;
            }
            ChannelFuture _ =
                    channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> closeNow());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        end("closed by the peer");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        abort(SocketError.reason(cause));
    }

    private void end(String reason) {
        if (state != State.CLOSED) {
            State before = state;
            leave(State.CLOSED, reason);
            home.ended(this, before != State.CONNECTING);
        }
    }

    private void leave(State next, String reason) {
        State before = state;
        state = next;
        home.table().remove(this);
        Flow gone = flow;
        if (before == State.OPEN && gone != null) {
            home.inbox().closed(gone, reason);
            LOG.debug("connection {} of {} ends: {}", number, peer.remote(), reason);
        }
        StreamOrders unsent = orders;
        orders = null;
        if (unsent != null) {
            unsent.fail(reason);
        }
    }
}
