package dev.ringback.websocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketHandshakeException;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The server's side of the opening handshake, RFC 6455 §4.2 with RFC 7118 §4.1: answers one HTTP
/// request, and only if that opened a WebSocket for `sip` does the connection hear that it is
/// active.
public final class ServerUpgrade extends ChannelInboundHandlerAdapter {
    static final String PROTOCOL = "sip";

    /// The name of the first of its handlers.
    static final String CODEC = "http";
    private static final int LONGEST_LINE = 4_096;
    private static final int MOST_HEADERS = 16_384;
    private static final int LARGEST_BODY = 1_024;

    private final WebSocketSettings settings;
    private final int largest;

    private ServerUpgrade(WebSocketSettings settings, int largest) {
        this.settings = settings;
        this.largest = largest;
    }

    /// Puts the layer at the end of a channel's handlers.
    ///
    /// @param largest the most octets of a message
    public static void accept(Channel channel, WebSocketSettings settings, int largest) {
        HttpDecoderConfig limits =
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(LONGEST_LINE)
                        .setMaxHeaderSize(MOST_HEADERS);
        channel.pipeline()
                .addLast(CODEC, new HttpServerCodec(limits))
                .addLast(new HttpObjectAggregator(LARGEST_BODY))
                .addLast(new ServerUpgrade(settings, largest));
    }

    /// Not yet: the peer has to ask for it first.
    @Override
    public void channelActive(ChannelHandlerContext context) {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof FullHttpRequest request)) {
            // who sends on before it has an answer breaks RFC 6455 §4.1
            ReferenceCountUtil.release(message);
            context.fireExceptionCaught(new IOException("websocket: sent before it was open"));
            return;
        }
        try {
            Refusal refusal = refusal(request);
            if (refusal != null) {
                refuse(context, refusal);
            } else {
                open(context, request);
            }
        } finally {
            request.release();
        }
    }

    /// Why a request is not granted.
    private record Refusal(HttpResponseStatus status, String why) {}

    private @Nullable Refusal refusal(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return new Refusal(HttpResponseStatus.BAD_REQUEST, "This is no HTTP request.");
        }
        if (!settings.answers(request.uri())) {
            return new Refusal(HttpResponseStatus.NOT_FOUND, "There is nothing here.");
        }
        if (!request.method().equals(HttpMethod.GET)) {
            return new Refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "Only GET is served.");
        }
        if (!asks(request, HttpHeaderNames.UPGRADE.toString(), "websocket")
                || !WebSocketVersion.V13
                        .toHttpHeaderValue()
                        .equals(request.headers().get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))) {
            return new Refusal(
                    HttpResponseStatus.UPGRADE_REQUIRED,
                    "This is a WebSocket for SIP telephones (RFC 7118), version 13.");
        }
        if (!settings.admits(request.headers().get(HttpHeaderNames.ORIGIN))) {
            return new Refusal(
                    HttpResponseStatus.FORBIDDEN, "Pages of that origin may not connect.");
        }
        return asks(request, HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL.toString(), PROTOCOL)
                ? null
                : new Refusal(
                        HttpResponseStatus.BAD_REQUEST, "The sub-protocol has to be \"sip\".");
    }

    /// Whether a header that is a list of words has one.
    private static boolean asks(FullHttpRequest request, String name, String word) {
        List<String> values = request.headers().getAll(name);
        return values.stream().anyMatch(value -> has(value, word));
    }

    /// Whether a list of words has one, however it is written.
    static boolean has(String list, String word) {
        for (String each : list.split(",", -1)) {
            if (each.strip().toLowerCase(Locale.ROOT).equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static void refuse(ChannelHandlerContext context, Refusal refusal) {
        ByteBuf text = Unpooled.copiedBuffer(refusal.why() + "\n", UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, refusal.status(), text);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
                .setInt(HttpHeaderNames.CONTENT_LENGTH, text.readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (refusal.status().equals(HttpResponseStatus.UPGRADE_REQUIRED)) {
            response.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(
                            HttpHeaderNames.SEC_WEBSOCKET_VERSION,
                            WebSocketVersion.V13.toHttpHeaderValue());
        }
        if (refusal.status().equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
        }
        ChannelFuture _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private void open(ChannelHandlerContext context, FullHttpRequest request) {
        WebSocketDecoderConfig frames =
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(largest)
                        .expectMaskedFrames(true)
                        .allowExtensions(false)
                        .build();
        ChannelFuture done;
        try {
            done =
                    new WebSocketServerHandshaker13(null, PROTOCOL, frames)
                            .handshake(context.channel(), request);
        } catch (WebSocketHandshakeException e) {
            refuse(context, new Refusal(HttpResponseStatus.BAD_REQUEST, "No key was sent."));
            return;
        }
        var _ =
                done.addListener(
                        future -> {
                            if (future.isSuccess()) {
                                opened(context);
                            } else {
                                context.fireExceptionCaught(future.cause());
                            }
                        });
    }

    private void opened(ChannelHandlerContext context) {
        context.pipeline()
                .addAfter(context.name(), null, new MessageLayer(largest))
                .addAfter(context.name(), null, new Utf8FrameValidator(true));
        context.fireChannelActive();
        context.pipeline().remove(this);
    }
}
