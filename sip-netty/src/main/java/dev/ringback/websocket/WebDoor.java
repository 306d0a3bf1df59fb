package dev.ringback.websocket;

import dev.ringback.socket.Sockets;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the head of the first request of a connection. Who asks for a WebSocket goes on to the
/// handshake, with every octet; who asks for anything else goes to the web server, as far as there
/// is a way.
final class WebDoor extends ChannelInboundHandlerAdapter {
    /// What [ServerUpgrade] reads at most.
    private static final int MOST_OCTETS = 20_480;

    private static final Pattern FOLDED = Pattern.compile("\r?\n[ \t]+");

    private final WebPassage passage;
    private final Own own;
    private @Nullable ByteBuf kept;
    private int searched;
    private boolean leaves;

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
        ByteBuf head = kept;
        if (head == null) {
            head = context.alloc().buffer(octets.readableBytes());
            kept = head;
        }
        head.writeBytes(octets);
        octets.release();
        int end = endOfHead(head);
        if (end >= 0) {
            decide(context, head.toString(0, end, StandardCharsets.ISO_8859_1));
        } else if (head.readableBytes() > MOST_OCTETS) {
            goOn(context);
        }
    }

    /// The index after the empty line; -1 where it has not come.
    private int endOfHead(ByteBuf head) {
        int length = head.writerIndex();
        for (; searched < length; searched++) {
            if (head.getByte(searched) == '\n') {
                boolean returns = searched + 1 < length && head.getByte(searched + 1) == '\r';
                int next = searched + (returns ? 2 : 1);
                if (next >= length) {
                    return -1;
                }
                if (head.getByte(next) == '\n') {
                    return next + 1;
                }
            }
        }
        return -1;
    }

    private void decide(ChannelHandlerContext context, String text) {
        WebPassage.Way way =
                asksForWebSocket(text)
                        ? null
                        : passage.enter((InetSocketAddress) context.channel().localAddress());
        if (way == null) {
            goOn(context);
        } else {
            ChannelFuture _ = context.channel().closeFuture().addListener(_ -> passage.left());
            leave(context, way);
        }
    }

    /// As [ServerUpgrade] reads it. Others offer to speak HTTP/2.
    static boolean asksForWebSocket(String head) {
        return FOLDED.matcher(head)
                .replaceAll(" ")
                .lines()
                .anyMatch(
                        line -> {
                            int colon = line.indexOf(':');
                            return colon > 0
                                    && line.substring(0, colon).strip().equalsIgnoreCase("upgrade")
                                    && ServerUpgrade.has(line.substring(colon + 1), "websocket");
                        });
    }

    /// To the handshake.
    private void goOn(ChannelHandlerContext context) {
        ByteBuf whole = kept;
        kept = null;
        context.fireChannelRead(whole);
        context.pipeline().remove(this);
    }

    /// To the web server: nothing stays on the connection but its TLS. From here on nobody else
    /// hears of a fault.
    private void leave(ChannelHandlerContext context, WebPassage.Way way) {
        Channel browser = context.channel();
        leaves = true;
        browser.config().setAutoRead(false);
        context.fireUserEventTriggered(new WebPassage.Leaves());
        ChannelPipeline pipeline = browser.pipeline();
        while (!context.equals(pipeline.lastContext())) {
            pipeline.removeLast();
        }
        ByteBuf first =
                ProxyHeader.of(
                        (InetSocketAddress) browser.remoteAddress(),
                        (InetSocketAddress) browser.localAddress(),
                        new ProxyHeader.Told(way.word(), own.secure()));
        SocketChannel behind = own.sockets().stream(Sockets.family(way.behind()));
        Relay.begin(browser, behind, way.behind(), passage.patience(), first.writeBytes(kept));
        pipeline.remove(this);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (leaves) {
            ChannelFuture _ = context.close();
        } else {
            context.fireExceptionCaught(cause);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ReferenceCountUtil.release(kept);
        kept = null;
    }
}
