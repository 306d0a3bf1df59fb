package dev.ringback.websocket;

import dev.ringback.socket.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;

/// One direction between a browser and the web server: octets as they come, no faster than the
/// other side takes them. Both sides are on the loop that accepted the browser, which only copies.
final class Relay extends ChannelInboundHandlerAdapter {
    private final Channel other;

    private Relay(Channel other) {
        this.other = other;
    }

    /// Connects a browser with the web server.
    ///
    /// @param first what the server gets first
    static void begin(Channel browser, Sockets sockets, InetSocketAddress server, ByteBuf first) {
        SocketChannel behind = sockets.stream(Sockets.family(server));
        behind.config().setTcpNoDelay(true).setAutoRead(false);
        behind.pipeline().addLast(new Relay(browser));
        browser.pipeline().addLast(new Relay(behind));
        ChannelFuture _ =
                browser.closeFuture()
                        .addListener(
                                _ -> {
                                    ChannelFuture _ = behind.close();
                                });
        ChannelFuture _ =
                browser.eventLoop()
                        .register(behind)
                        .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        var _ =
                behind.connect(server)
                        .addListener(
                                connected -> {
                                    if (connected.isSuccess()) {
                                        ChannelFuture _ = behind.writeAndFlush(first);
                                        behind.config().setAutoRead(true);
                                        browser.config().setAutoRead(true);
                                    } else {
                                        first.release();
                                        ChannelFuture _ = browser.close();
                                    }
                                });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (other.isActive()) {
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
        if (event instanceof ChannelInputShutdownEvent) {
            endOther();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        endOther();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        ChannelFuture _ = context.close();
    }

    /// Once all is written.
    private void endOther() {
        ChannelFuture _ =
                other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
