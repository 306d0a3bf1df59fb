package dev.ringback.callflow.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.sample.Found;
import dev.ringback.callflow.sample.Messages;
import dev.ringback.callflow.secrets.KeyLog;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Connections that are upgraded to WebSockets.
class WebSocketsTest {
    private static final String REQUEST =
            "GET /sip HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n";
    private static final String RESPONSE =
            "HTTP/1.1 101 Switching Protocols\r\nUPGRADE: WebSocket\r\n\r\n";
    private static final byte[] MASK = {1, 2, 3, 4};
    private static final int PING = 9;

    private final Found found = new Found();
    private final Tally tally = new Tally();
    private final IntakeLimits limits = IntakeLimits.defaults();
    private final Connection connection =
            new Connection(
                    limits, new Intake(limits.message(), found, tally), tally, KeyLog.empty());
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();

    private Direction direction(boolean middle) {
        return connection.direction(
                Messages.address("192.0.2.1", 5080), Messages.address("192.0.2.2", 80), middle);
    }

    private void frame(int first, byte[] payload, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.put((byte) (mask | payload.length));
        } else if (payload.length < 1_000) {
            frame.put((byte) (mask | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (mask | 127)).putLong(payload.length);
        }
        if (masked) {
            frame.put(MASK);
        }
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (masked ? MASK[i % 4] : 0)));
        }
        stream.writeBytes(Arrays.copyOf(frame.array(), frame.position()));
    }

    private void frame(int first, String payload, boolean masked) {
        frame(first, Messages.octets(payload), masked);
    }

    private void run(Direction direction, int chunk) {
        byte[] all = stream.toByteArray();
        for (int at = 0; at < all.length; at += chunk) {
            direction.octets(
                    Arrays.copyOfRange(all, at, Math.min(all.length, at + chunk)), Messages.NOON);
        }
    }

    @Test
    void aLargeMessageThatPassedIsHeldNoMore() {
        stream.writeBytes(Messages.octets(REQUEST));
        frame(0x01, Messages.text("WS", "one", 50_000), true);
        Direction direction = direction(false);
        run(direction, 70_000);
        assertThat(direction.held()).isGreaterThan(100_000);
        stream.reset();
        frame(0x80, "", true);
        frame(0x81, Messages.text("WS", "two", 300), true);
        run(direction, 400);
        assertThat(direction.held()).isLessThan(500);
        assertThat(found.callIds()).containsExactly("one", "two");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100, 100_000})
    void messagesComeInFramesHoweverTheStreamIsCut(int chunk) {
        stream.writeBytes(Messages.octets(REQUEST));
        String three = Messages.text("WS", "three", 2_000);
        frame(0x81, Messages.text("WS", "one", 10), true);
        frame(0x82, Messages.text("WS", "two", 300), true);
        frame(0x01, three.substring(0, 10), true);
        frame(0x80 | PING, "ping", true);
        frame(0x00, three.substring(10, 1_000), true);
        frame(0x80, three.substring(1_000), true);
        frame(0x81, "\r\n\r\n", true);
        run(direction(false), chunk);
        assertThat(found.callIds()).containsExactly("one", "two", "three");
        assertThat(found.lines.getFirst()).isEqualTo("WS 192.0.2.1:5080 > 192.0.2.2:80 MESSAGE");
        assertThat(tally.summary().skipped()).isEqualTo(Map.of(Skip.KEEP_ALIVE, 2L));
    }

    @Test
    void theServerUpgradesByItsResponse() {
        stream.writeBytes(Messages.octets(RESPONSE));
        frame(0x81, Messages.text("WS", "one", 10), false);
        run(direction(false), 50);
        assertThat(found.callIds()).containsExactly("one");
    }

    @Test
    void aRequestThatDoesNotUpgradeMayComeBeforeOneThatDoes() {
        Direction direction = direction(false);
        String page = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
        direction.octets(Messages.octets(page), Messages.NOON);
        stream.writeBytes(Messages.octets(REQUEST));
        frame(0x81, Messages.text("WS", "one", 10), true);
        run(direction, 1_000);
        assertThat(found.callIds()).containsExactly("one");
    }

    @Test
    void otherHttpIsLeftOut() {
        Direction direction = direction(false);
        String text = "HTTP/1.1 200 OK\r\nContent-Length: 400\r\n\r\n" + Messages.text("one", 0);
        direction.octets(Messages.octets(text), Messages.NOON);
        assertThat(found.lines).isEmpty();
        assertThat(tally.summary().skipped()).isEqualTo(Map.of(Skip.NOT_SIP, 1L));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void framesAreKnownInTheMiddleOfAConnection(boolean masked) {
        frame(0x81, Messages.text("WS", "one", 10), masked);
        frame(0x81, Messages.text("WS", "two", 10), masked);
        run(direction(true), 1_000_000);
        assertThat(found.callIds()).containsExactly("one", "two");
    }

    @Test
    void afterOctetsThatAreMissingTheNextFrameIsFound() {
        Direction direction = direction(false);
        stream.writeBytes(Messages.octets(REQUEST));
        frame(0x81, Messages.text("WS", "one", 10), true);
        frame(0x81, Messages.text("WS", "lost", 10), true);
        byte[] all = stream.toByteArray();
        direction.octets(Arrays.copyOf(all, all.length - 20), Messages.NOON);
        direction.gap(Messages.NOON);
        stream.reset();
        frame(0x81, Messages.text("WS", "two", 10), true);
        direction.octets(new byte[] {1, 2, 3}, Messages.NOON);
        direction.octets(stream.toByteArray(), Messages.NOON);
        assertThat(found.callIds()).containsExactly("one", "two");
    }

    @Test
    void compressedMessagesAreCounted() {
        stream.writeBytes(Messages.octets(REQUEST));
        frame(0xc1, "xxxx", true);
        run(direction(false), 1_000);
        assertThat(tally.summary().skipped()).isEqualTo(Map.of(Skip.COMPRESSED, 1L));
    }

    @Test
    void aMessageThatIsTooLongEndsTheReading() {
        Direction direction = direction(false);
        direction.octets(Messages.octets(REQUEST), Messages.NOON);
        byte[] head = {(byte) 0x82, 127, 0, 0, 0, 0, 0, 1, 0, 0};
        direction.octets(head, Messages.NOON);
        byte[] negative = {(byte) 0x82, 127, -1, 0, 0, 0, 0, 1, 0, 0};
        Direction other = direction(false);
        other.octets(Messages.octets(REQUEST), Messages.NOON);
        other.octets(negative, Messages.NOON);
        assertThat(tally.summary().skipped()).isEqualTo(Map.of(Skip.OVERFLOW, 2L));
        assertThat(direction.held()).isZero();
    }

    @Test
    void fragmentsWithoutEndAreBounded() {
        Direction direction = direction(false);
        direction.octets(Messages.octets(REQUEST), Messages.NOON);
        frame(0x01, "x".repeat(900), true);
        for (int i = 0; i < 100; i++) {
            frame(0x00, "x".repeat(900), true);
        }
        run(direction, 5_000);
        assertThat(tally.summary().skipped()).isEqualTo(Map.of(Skip.OVERFLOW, 1L));
        assertThat(direction.held()).isZero();
    }
}
