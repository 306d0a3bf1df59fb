package dev.ringback.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.socket.Backend;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who goes on to the handshake of a WebSocket, and with what.
final class WebDoorTest {
    private final EmbeddedChannel channel =
            new EmbeddedChannel(
                    new WebDoor(
                            new WebPassage(),
                            new WebDoor.Own(Backend.preferred().sockets(), false)));

    private List<ByteBuf> sendOneByOne(String text) {
        List<ByteBuf> sent = new ArrayList<>();
        for (byte octet : text.getBytes(ISO_8859_1)) {
            ByteBuf one = Unpooled.directBuffer(1).writeByte(octet);
            sent.add(one);
            channel.writeInbound(one);
        }
        return sent;
    }

    private String passed() {
        ByteBuf whole = channel.readInbound();
        try {
            return whole.toString(ISO_8859_1);
        } finally {
            whole.release();
        }
    }

    @Test
    void aHeadThatComesOctetByOctetIsPassedOnWholeAndNothingOfItIsKept() {
        String head =
                "GET /sip HTTP/1.1\r\nX: %s\r\nUpgrade: websocket\r\n\r\n"
                        .formatted("x".repeat(19_000));
        List<ByteBuf> sent = sendOneByOne(head);
        assertThat(passed()).isEqualTo(head);
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(sent).allMatch(each -> each.refCnt() == 0);
    }

    @Test
    void aHeadWithoutAnEndGoesOnOnceItIsTooLong() {
        sendOneByOne("x".repeat(20_481));
        assertThat(passed()).hasSize(20_481);
    }

    @Test
    void whatCameIsReleasedWhereTheConnectionEnds() {
        sendOneByOne("GET / HTTP/1.1\r\n");
        channel.finishAndReleaseAll();
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket",
                "UPGRADE:WebSocket",
                "Upgrade:\twebsocket \t",
                "Upgrade: h2c, websocket",
                "Upgrade: h2c\r\nUpgrade: websocket",
                "Upgrade:\r\n websocket"
            })
    void whoAsksForAWebSocketInAnyWayOfWritingGoesToTheHandshake(String field) {
        String head = "GET / HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
        assertThat(WebDoor.asksForWebSocket(head)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c",
                "Upgrade: websockets",
                "X: websocket",
                "X-Upgrade: websocket",
                "X: y Upgrade: websocket"
            })
    void whoAsksForSomethingElseDoesNot(String field) {
        String head = "GET /?upgrade: websocket HTTP/1.1\r\nHost: x\r\n" + field + "\r\n\r\n";
        assertThat(WebDoor.asksForWebSocket(head)).isFalse();
    }
}
