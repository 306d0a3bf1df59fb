package dev.ringback.websocket;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/// One direction between a browser and the web server: octets as they come, no faster than the
/// other side takes them. Both sides are on the loop that accepted the browser, which only copies.
final class Relay extends ChannelInboundHandlerAdapter {
    /// Octets of a browser that wait for the connection to the web server: more than one read.
    private static final int MOST_AHEAD = 1 << 18;

    /// What the kernel holds of the web server's: it is read at once when that server closes.
    private static final int KERNEL_BUFFER = 1 << 17;

    private final Channel other;
    private final Patience patience;

    /// What the other side gets once it is connected; null from then on.
    private @Nullable ByteBuf ahead;

    private Relay(Channel other, Patience patience, @Nullable ByteBuf ahead) {
        this.other = other;
        this.patience = patience;
        this.ahead = ahead;
    }

    /// How long a browser may do nothing with what it asked for.
    ///
    /// @param stalled while octets wait for it and none is taken: so long, and twice that at most
    /// @param lingering after the web server has ended the connection
    record Patience(Duration stalled, Duration lingering) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    /// Connects a browser with the web server. The browser is not read until that is done; what was
    /// read of it before waits.
    ///
    /// @param behind the new side, which is in no loop yet
    /// @param first what the server gets first; it is released here
    static void begin(
            Channel browser,
            SocketChannel behind,
            InetSocketAddress server,
            Patience patience,
            ByteBuf first) {
        behind.config().setTcpNoDelay(true).setReceiveBufferSize(KERNEL_BUFFER).setAutoRead(false);
        behind.pipeline().addLast(new Relay(browser, patience, null));
        Relay relay = new Relay(behind, patience, first);
        browser.pipeline()
                .addLast(new IdleStateHandler(true, 0, patience.stalled.toNanos(), 0, NANOSECONDS))
                .addLast(relay);
        ChannelFuture _ = browser.closeFuture().addListener(_ -> close(behind));
        ChannelFuture _ =
                browser.eventLoop()
                        .register(behind)
                        .addListener(
                                registered -> {
                                    if (registered.isSuccess()) {
                                        relay.connect(browser, server);
                                    } else {
                                        close(behind);
                                        close(browser);
                                    }
                                });
    }

    private void connect(Channel browser, InetSocketAddress server) {
        var _ =
                other.connect(server)
                        .addListener(
                                connected -> {
                                    ByteBuf first = ahead;
                                    if (connected.isSuccess() && first != null) {
                                        ahead = null;
                                        ChannelFuture _ = other.writeAndFlush(first);
                                        other.config().setAutoRead(true);
                                        browser.config().setAutoRead(true);
                                    } else {
                                        close(browser);
                                    }
                                });
    }

    private static void close(Channel channel) {
        ChannelFuture _ = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf waiting = ahead;
        if (waiting != null && message instanceof ByteBuf octets) {
            waiting.writeBytes(octets);
            octets.release();
            if (waiting.readableBytes() > MOST_AHEAD) {
                close(context.channel());
            }
        } else if (other.isActive()) {
            ChannelFuture _ = other.write(message);
            if (!other.isWritable()) {
                context.channel().config().setAutoRead(false);
            }
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        other.flush();
    }

    /// This side takes more again: so read from the other one.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        other.config().setAutoRead(context.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case ChannelInputShutdownEvent _ -> endOther();
            // the first one may tell of octets that are on their way
            case IdleStateEvent idle when !idle.isFirst() && waits(context.channel()) ->
                    close(context.channel());
            default -> {}
        }
    }

    /// Whether octets wait for the peer to take them.
    private static boolean waits(Channel channel) {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer != null && buffer.totalPendingWriteBytes() > 0;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endOther();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(context.channel());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ByteBuf waiting = ahead;
        ahead = null;
        ReferenceCountUtil.release(waiting);
    }

    /// Once all is written, or when that takes too long.
    private void endOther() {
        ChannelFuture _ =
                other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        if (other.isRegistered()) {
            ScheduledFuture<?> _ =
                    other.eventLoop()
                            .schedule(
                                    () -> close(other), patience.lingering.toNanos(), NANOSECONDS);
        }
    }
}
