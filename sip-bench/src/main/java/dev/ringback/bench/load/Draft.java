package dev.ringback.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;

/// Writes a message out of values that are our own or were checked when they came: a builder would
/// check each of them in every message again, and the generator would be what is measured.
final class Draft {
    private static final String LINE_END = "\r\n";
    private static final byte[] NOTHING = {};

    private final StringBuilder text = new StringBuilder(1_024);

    /// @param startLine the start line, without its end
    Draft(String startLine) {
        text.append(startLine).append(LINE_END);
    }

    /// A header line.
    Draft line(HeaderName name, String value) {
        text.append(name.canonical()).append(": ").append(value).append(LINE_END);
        return this;
    }

    /// All lines of a header field, as another message has them.
    Draft copy(HeaderName name, SipMessage from) {
        for (int i = 0; i < from.headerCount(); i++) {
            if (from.headerName(i).equals(name)) {
                line(name, from.headerValue(i));
            }
        }
        return this;
    }

    /// The whole message, without a body.
    byte[] end() {
        return end(NOTHING);
    }

    /// The whole message, with a body whose type a line before has told.
    byte[] end(byte[] body) {
        line(HeaderName.CONTENT_LENGTH, Integer.toString(body.length)).text.append(LINE_END);
        byte[] head = text.toString().getBytes(UTF_8);
        byte[] whole = new byte[head.length + body.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }
}
