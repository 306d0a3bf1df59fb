package dev.ringback.transport;

import dev.ringback.parse.StreamFramer;
import dev.ringback.socket.SocketError;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Output;
import dev.ringback.tls.TlsLayer;
import dev.ringback.websocket.PeerAlive;
import dev.ringback.websocket.PeerCloses;
import dev.ringback.websocket.WebPassage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /// How many bytes a closed connection reads while it waits for the peer to close its side.
    private static final int LINGER_BYTES = 1 << 20;
    private static final int DOUBLE_LINE_END = 4;

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

    private final Carrier carrier;

    /// What was ordered since the last flush, or null where nothing was.
    private @Nullable StreamOrders orders;

    private State state = State.CONNECTING;
    private @Nullable Flow flow;
    private boolean shaking;
    private boolean aliased;
    private final Liveness liveness;
    private int thrownAway;
    private volatile Set<String> domains = Set.of();
    private List<Hop> alsoServed = List.of();

    StreamConnection(StreamTransport home, Hop peer, SocketChannel channel, boolean inbound) {
        this.home = home;
        this.peer = peer;
        this.channel = channel;
        this.inbound = inbound;
        this.number = home.table().nextNumber();
        liveness = new Liveness(home.limits(), System.nanoTime());
        boolean frames = Layers.frames(peer.transport());
        this.carrier =
                frames
                        ? new FrameCarrier(channel, home.encoder())
                        : new OctetCarrier(channel, home.encoder());
        if (Layers.shakes(peer.transport())) {
            shaking = inbound;
            liveness.shakes(System.nanoTime(), inbound);
        }
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
        return liveness.due(inbound && state == State.OPEN);
    }

    /// The domains that the peer proved with its certificate. From any thread.
    Set<String> domains() {
        return domains;
    }

    /// Further hops whose requests it carries.
    List<Hop> alsoServed() {
        return alsoServed;
    }

    /// Notes a further hop whose requests it carries.
    void servesToo(Hop hop) {
        List<Hop> more = new ArrayList<>(alsoServed);
        more.add(hop);
        alsoServed = List.copyOf(more);
    }

    /// The peer allows in its Via that requests to it use this connection, and names the port at
    /// which it listens: RFC 5923 §8. It counts for the domains that its certificate speaks for.
    void alias(int port) {
        if (aliased) {
            return; // one listens at one port
        }
        aliased = !domains.isEmpty();
        for (String domain : domains) {
            home.table().proved(this, domain, port);
        }
    }

    // -- opening

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (state != State.CONNECTING) {
            return; // given up while the handshake ended
        }
        InetSocketAddress local = channel.localAddress();
        flow = new Flow(peer.transport(), local, peer.remote(), number);
        state = State.OPEN;
        shaken();
        liveness.opened(System.nanoTime());
        domains.forEach(each -> home.table().proved(this, each, peer.remote().getPort()));
        home.opened(this);
        if (inbound) {
            liveness.owes(System.nanoTime());
        }
        if (orders != null) {
            home.unflushed(this);
        }
        LOG.debug("connection {} {} {} open", number, inbound ? "from" : "to", peer.remote());
    }

    private void shaken() {
        if (shaking) {
            shaking = false;
            home.table().shaken(peer.remote().getAddress());
        }
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
        liveness.hears(System.nanoTime());
        if (message instanceof byte[] octets) {
            whole(octets);
            return;
        }
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

    /// What came without making anything whole is a part of a message, inside of the layers.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (inbound && state == State.OPEN && Layers.shakes(peer.transport())) {
            liveness.readEnds(System.nanoTime());
        }
    }

    private void alive(boolean messageBegun) {
        liveness.hears(System.nanoTime());
        if (state == State.OPEN) {
            liveness.controlFrame(messageBegun);
        }
    }

    /// One WebSocket message. Line ends alone are the keep-alive of RFC 5626 §3.5.1.
    private void whole(byte[] octets) {
        Flow from = flow;
        if (from == null || state != State.OPEN) {
            throwAway(octets.length);
            return;
        }
        liveness.complete();
        if (!onlyLineEnds(octets)) {
            home.traffic().streamMessagesIn.increment();
            home.inbox().message(from, octets);
        } else if (octets.length >= DOUBLE_LINE_END) {
            pong();
        }
    }

    private static boolean onlyLineEnds(byte[] octets) {
        for (byte octet : octets) {
            if (octet != '\r' && octet != '\n') {
                return false;
            }
        }
        return true;
    }

    private void frames(StreamFramer begun) {
        Flow from = flow;
        boolean more = from != null;
        while (more && from != null && state == State.OPEN) {
            switch (begun.next()) {
                case StreamFramer.Frame frame -> {
                    home.traffic().streamMessagesIn.increment();
                    liveness.complete();
                    home.inbox().message(from, frame);
                }
                case StreamFramer.KeepAlive _ -> {
                    liveness.complete();
                    pong();
                }
                case StreamFramer.Pong _ -> liveness.complete();
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
        } else if (begun.partial()) {
            liveness.owes(System.nanoTime());
        }
    }

    /// RFC 5626 §3.5.1: a double CRLF is answered with a single one.
    private void pong() {
        ordered().addPong();
        flushChunk();
    }

    /// Asks the peer for a sign of life: the connection ends where none comes in time.
    void ping() {
        if (state == State.OPEN) {
            flush();
            carrier.ping();
            liveness.asked(System.nanoTime());
        }
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
            carrier.write(ready);
            if (!channel.isWritable()) {
                abort("send queue full");
            }
        }
    }

    /// What the layers answer by themselves, like pings, waits for the peer to read as well. Looked
    /// at once the kernel was offered what is written in this turn.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (!channel.isWritable()) {
            context.executor()
                    .execute(
                            () -> {
                                if (!channel.isWritable()) {
                                    abort("send queue full");
                                }
                            });
        }
    }

    // -- ending

    /// Writes what was ordered, closes our side, and waits a little for the peer to close its own.
    void close(String reason) {
        flush();
        if (state == State.OPEN) {
            leave(State.CLOSING, reason);
            liveness.lingers(System.nanoTime());
            carrier.end();
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

    private void closeNow() {
        if (channel.isRegistered()) {
            ChannelFuture _ = channel.close();
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    /// The time of [#deadline] has come.
    void expired() {
        abort(
                state == State.CONNECTING
                        ? "handshake timed out"
                        : liveness.reason(System.nanoTime()));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case ChannelInputShutdownEvent _ -> peerEnds();
            case TlsLayer.PeerProved(Set<String> spoken) -> domains = spoken;
            case PeerAlive(boolean begun) -> alive(begun);
            case PeerCloses _ -> flush();
            case WebPassage.Leaves _ -> end("is for the web server");
            case SslCloseCompletionEvent _ when state == State.OPEN -> peerEnds();
            default -> {}
        }
    }

    private void peerEnds() {
        if (state == State.CONNECTING) {
            abort((peer.transport().secure() ? "tls: " : "") + "closed during the handshake");
            return;
        }
        flush();
        if (state == State.OPEN) {
            leave(State.CLOSING, "closed by the peer");
            liveness.lingers(System.nanoTime());
        }
        ChannelFuture _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> closeNow());
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
            leave(State.CLOSED, reason);
            home.ended(this);
        }
    }

    private void leave(State next, String reason) {
        State before = state;
        state = next;
        shaken();
        home.table().remove(this);
        Flow gone = flow;
        if (before == State.OPEN && gone != null) {
            home.inbox().closed(gone, reason);
            LOG.debug("connection {} of {} ends: {}", number, peer.remote(), reason);
        } else if (before == State.CONNECTING && !inbound) {
            home.inVain(this, liveness.silentFor(System.nanoTime()), reason);
        }
        StreamOrders unsent = orders;
        orders = null;
        if (unsent != null) {
            home.unsent(unsent, reason);
        }
    }
}
