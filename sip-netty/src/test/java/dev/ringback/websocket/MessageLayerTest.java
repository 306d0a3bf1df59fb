package dev.ringback.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import org.junit.jupiter.api.Test;

/// The closing handshake of RFC 6455 §5.5.1. What messages become of frames: `WebSocketTest`.
class MessageLayerTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new MessageLayer(1_000));

    @Test
    void whoClosesFirstGetsItsStatusBack() {
        channel.writeInbound(new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE));
        CloseWebSocketFrame answer = channel.readOutbound();
        assertThat(answer.statusCode()).isEqualTo(1001);
        answer.release();
    }

    @Test
    void theAnswerToOurCloseIsNotAnsweredAgain() {
        channel.writeOutbound(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        CloseWebSocketFrame ours = channel.readOutbound();
        ours.release();
        channel.writeInbound(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        assertThat(channel.<Object>readOutbound()).isNull();
    }
}
