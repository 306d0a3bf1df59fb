package dev.ringback.websocket;

import dev.ringback.socket.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads the head of the first request of a connection. Who asks for a WebSocket goes on to the
/// handshake, with every octet; who asks for anything else goes to the web server, as far as there
/// is a way.
final class WebDoor extends ChannelInboundHandlerAdapter {
    /// What [ServerUpgrade] reads at most.
    private static final int MOST_OCTETS = 20_480;

    private static final byte[] END = {'\r', '\n', '\r', '\n'};

    private final WebPassage passage;
    private final Own own;
    private ByteBuf head = Unpooled.EMPTY_BUFFER;
    private int searched;

    WebDoor(WebPassage passage, Own own) {
        this.passage = passage;
        this.own = own;
    }

    /// What is known of the connection.
    ///
    /// @param sockets makes the connection to the web server
    /// @param secure whether it has TLS
    record Own(Sockets sockets, boolean secure) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf octets)) {
            context.fireChannelRead(message);
            return;
        }
        head = head.isReadable() ? Unpooled.wrappedBuffer(head, octets) : octets;
        int end = endOfHead();
        if (end >= 0) {
            decide(context, head.toString(0, end, StandardCharsets.ISO_8859_1));
        } else if (head.readableBytes() > MOST_OCTETS) {
            goOn(context);
        }
    }

    /// The index after the head; -1 where it is not whole.
    private int endOfHead() {
        int last = head.readableBytes() - END.length;
        for (; searched <= last; searched++) {
            boolean found = true;
            for (int i = 0; found && i < END.length; i++) {
                found = head.getByte(head.readerIndex() + searched + i) == END[i];
            }
            if (found) {
                return searched + END.length;
            }
        }
        return -1;
    }

    private void decide(ChannelHandlerContext context, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean asks = // others offer to speak HTTP/2
                lower.contains("\r\nupgrade: websocket") || lower.contains("\r\nupgrade:websocket");
        WebPassage.Way way =
                asks ? null : passage.enter((InetSocketAddress) context.channel().localAddress());
        if (way == null) {
            goOn(context);
        } else {
            leave(context, way);
        }
    }

    /// To the handshake.
    private void goOn(ChannelHandlerContext context) {
        ByteBuf whole = head;
        head = Unpooled.EMPTY_BUFFER;
        context.fireChannelRead(whole);
        context.pipeline().remove(this);
    }

    /// To the web server: nothing stays on the connection but its TLS.
    private void leave(ChannelHandlerContext context, WebPassage.Way way) {
        Channel browser = context.channel();
        browser.config().setAutoRead(false);
        ByteBuf whole = head;
        head = Unpooled.EMPTY_BUFFER;
        context.fireUserEventTriggered(new WebPassage.Leaves());
        ChannelPipeline pipeline = browser.pipeline();
        while (!context.equals(pipeline.lastContext())) {
            pipeline.removeLast();
        }
        ByteBuf first =
                Unpooled.wrappedBuffer(
                        ProxyHeader.of(
                                (InetSocketAddress) browser.remoteAddress(),
                                (InetSocketAddress) browser.localAddress(),
                                new ProxyHeader.Told(way.word(), own.secure())),
                        whole);
        Relay.begin(browser, own.sockets(), way.behind(), first);
        ChannelFuture _ = browser.closeFuture().addListener(_ -> passage.left());
        pipeline.remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        head.release();
        head = Unpooled.EMPTY_BUFFER;
    }
}
