package dev.ringback.callflow.stream;

import dev.ringback.callflow.intake.Direction;
import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.Skip;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// A direction that carries HTTP until it is upgraded, then frames of a WebSocket with a SIP
/// message in each message: RFC 6455, RFC 7118 §5.
final class WebSocketDirection implements Direction {
    private static final int LONGEST_HEAD = 16_384;

    private final Line line;
    private final Intake intake;
    private final OctetQueue pending = new OctetQueue();
    private ByteArrayOutputStream message = new ByteArrayOutputStream();
    private State state;

    /// @param middle whether its start was not captured
    WebSocketDirection(Line line, boolean middle) {
        this.line = line;
        this.intake = line.intake();
        this.state = middle ? State.SEARCHING : State.HEAD;
    }

    private enum State {
        HEAD,
        FRAMES,
        SEARCHING,
        IGNORED
    }

    @Override
    public void octets(byte[] octets, Instant at) {
        if (state == State.SEARCHING && WebSocketFrame.beginsMessage(octets, 0, octets.length)) {
            state = State.FRAMES;
        }
        if (state == State.IGNORED || state == State.SEARCHING) {
            return;
        }
        pending.add(octets);
        boolean more = true;
        while (more) {
            more =
                    switch (state) {
                        case HEAD -> head();
                        case FRAMES -> frame(at);
                        case SEARCHING, IGNORED -> false;
                    };
        }
    }

    private boolean head() {
        String text =
                new String(
                        pending.array(),
                        pending.start(),
                        Math.min(pending.length(), LONGEST_HEAD),
                        StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return pending.length() < LONGEST_HEAD ? false : ignore(Skip.NOT_SIP);
        }
        String head = text.substring(0, end).toLowerCase(Locale.ROOT);
        pending.drop(end + 4);
        boolean request = head.startsWith("get ");
        boolean upgrade = head.contains("\r\nupgrade:") && head.contains("websocket");
        if (upgrade && (request || head.startsWith("http/1.1 101"))) {
            state = State.FRAMES;
            return true;
        }
        return (request && pending.length() == 0) ? false : ignore(Skip.NOT_SIP);
    }

    private boolean ignore(Skip reason) {
        intake.skip(reason);
        state = State.IGNORED;
        pending.clear();
        message = new ByteArrayOutputStream();
        return false;
    }

    private boolean frame(Instant at) {
        WebSocketFrame frame = WebSocketFrame.at(pending.array(), pending.start(), pending.end());
        if (frame == null) {
            return false;
        }
        if (frame.length() < 0 || frame.length() > intake.limits().message()) {
            return ignore(Skip.OVERFLOW);
        }
        int whole = frame.header() + (int) frame.length();
        if (pending.length() < whole) {
            return false;
        }
        pending.drop(frame.header());
        byte[] payload = frame.unmasked(pending.take((int) frame.length()));
        if (frame.control()) {
            intake.skip(Skip.KEEP_ALIVE);
            return true;
        }
        if (frame.reserved() != 0 || frame.opcode() > WebSocketFrame.BINARY) {
            return ignore(Skip.COMPRESSED);
        }
        return part(frame, payload, at);
    }

    private boolean part(WebSocketFrame frame, byte[] payload, Instant at) {
        if (frame.opcode() != WebSocketFrame.CONTINUATION) {
            message = new ByteArrayOutputStream();
        }
        message.writeBytes(payload);
        if (message.size() > intake.limits().message()) {
            return ignore(Skip.OVERFLOW);
        }
        if (frame.last()) {
            intake.datagram(line.webSocket(at), message.toByteArray(), true);
            message = new ByteArrayOutputStream();
        }
        return true;
    }

    @Override
    public void gap(Instant at) {
        pending.clear();
        message = new ByteArrayOutputStream();
        if (state == State.FRAMES || state == State.HEAD) {
            state = State.SEARCHING;
        }
    }

    @Override
    public void closed() {
        end();
    }

    @Override
    public void end() {
        pending.clear();
        message = new ByteArrayOutputStream();
    }

    @Override
    public int held() {
        return pending.capacity() + 2 * message.size();
    }
}
