package dev.ringback.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Makes messages of frames (each goes on as one `byte[]`), and answers control frames: RFC 6455
/// §5.4 and §5.5. What breaks the rules of frames was ended by Netty's decoder before it came here.
final class MessageLayer extends ChannelDuplexHandler {
    private final int largest;
    private @Nullable ByteArrayOutputStream fragments;

    /// Whether nothing more is taken.
    private boolean closed;

    /// Whether our side was closed with a Close of its own.
    private boolean ended;

    /// @param largest the most octets of a message
    MessageLayer(int largest) {
        this.largest = largest;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof WebSocketFrame frame)) {
            ReferenceCountUtil.release(message);
            return;
        }
        try {
            if (!closed) {
                take(context, frame);
            }
        } finally {
            frame.release();
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ended |= message instanceof CloseWebSocketFrame;
        ChannelFuture _ = context.write(message, promise);
    }

    private void take(ChannelHandlerContext context, WebSocketFrame frame) {
        switch (frame) {
            case PingWebSocketFrame ping -> {
                ByteBuf same = ping.content().retain();
                ChannelFuture _ = context.writeAndFlush(new PongWebSocketFrame(same));
                context.fireUserEventTriggered(new PeerAlive(fragments != null));
            }
            case PongWebSocketFrame _ ->
                    context.fireUserEventTriggered(new PeerAlive(fragments != null));
            case CloseWebSocketFrame close -> peerCloses(context, close);
            default -> content(context, frame);
        }
    }

    /// The handshake of §5.5.1: the peer gets its own status back, unless this is its answer to
    /// ours, and hears nothing more.
    private void peerCloses(ChannelHandlerContext context, CloseWebSocketFrame close) {
        closed = true;
        context.fireUserEventTriggered(new PeerCloses());
        if (!ended) {
            ByteBuf same = close.content().retain();
            ChannelFuture _ = context.writeAndFlush(new CloseWebSocketFrame(true, 0, same));
        }
        context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    }

    private void content(ChannelHandlerContext context, WebSocketFrame frame) {
        ByteBuf content = frame.content();
        int length = content.readableBytes();
        ByteArrayOutputStream begun = fragments;
        if (length + (begun == null ? 0 : begun.size()) > largest) {
            refuse(context);
        } else if (frame.isFinalFragment() && begun == null) {
            byte[] octets = new byte[length];
            content.readBytes(octets);
            context.fireChannelRead(octets);
        } else {
            fragment(context, frame, begun == null ? new ByteArrayOutputStream(length) : begun);
        }
    }

    private void fragment(
            ChannelHandlerContext context, WebSocketFrame frame, ByteArrayOutputStream whole) {
        try {
            frame.content().readBytes(whole, frame.content().readableBytes());
        } catch (IOException e) {
            throw new IllegalStateException("memory is no device that fails", e);
        }
        fragments = frame.isFinalFragment() ? null : whole;
        if (frame.isFinalFragment()) {
            context.fireChannelRead(whole.toByteArray());
        }
    }

    /// §7.4.1: 1009.
    private void refuse(ChannelHandlerContext context) {
        closed = true;
        fragments = null;
        CloseWebSocketFrame close = new CloseWebSocketFrame(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        ChannelFuture _ = context.writeAndFlush(close).addListener(ChannelFutureListener.CLOSE);
    }
}
