package dev.ringback.parse;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a byte stream into messages: RFC 3261 §18.3, with the keep-alives of RFC 5626 §3.5.1. The
/// result does not depend on how the stream was chopped. One connection, one thread.
///
/// Feed it what arrives, then call [#next] until it answers [Incomplete] or [Broken]. It holds no
/// more than a message at its limit and the last chunk fed, and nothing between messages.
public final class StreamFramer {
    private static final byte[] EMPTY = new byte[0];

    private final ParseLimits limits;
    private byte[] buffer = EMPTY;
    private int start;
    private int end;

    /// Where the search for the end of the headers goes on.
    private int searched;

    private int lineStart;
    private int lines;

    /// Where the message being received ends, or -1 while its headers are not complete.
    private int frameEnd = -1;

    private boolean halfPing;
    private @Nullable Broken broken;

    /// A framer at the start of a stream.
    public StreamFramer(ParseLimits limits) {
        this.limits = limits;
    }

    /// What [#next] answers.
    public sealed interface Result permits Frame, Incomplete, KeepAlive, Broken {}

    /// One whole message, for [MessageParser#parse].
    ///
    /// @param bytes its octets; they belong to the caller
    @SuppressWarnings("ArrayRecordComponent")
    public record Frame(byte[] bytes) implements Result {}

    /// More octets are needed.
    public record Incomplete() implements Result {}

    /// Two line ends between messages: a ping that wants one line end in return.
    public record KeepAlive() implements Result {}

    /// The stream cannot be cut any further. Send the reply if there is one, then close.
    ///
    /// @param malformed what is wrong
    public record Broken(Malformed malformed) implements Result {}

    /// Takes octets that arrived; they are copied.
    public void feed(byte[] bytes) {
        feed(ByteBuffer.wrap(bytes));
    }

    /// Takes octets that arrived; they are copied and the buffer is read to its limit.
    public void feed(ByteBuffer bytes) {
        int length = bytes.remaining();
        if (broken != null) {
            bytes.position(bytes.limit());
            return;
        }
        makeRoom(length);
        bytes.get(buffer, end, length);
        end += length;
    }

    /// Whether a message has begun that is not complete. Asked after [#next] answered
    /// [Incomplete].
    public boolean partial() {
        return end > start;
    }

    private void makeRoom(int length) {
        if (buffer.length - end >= length) {
            return;
        }
        int held = end - start;
        byte[] target = buffer;
        if (buffer.length - held < length || held > start) {
            target = new byte[Math.max(held + length, Math.min(2 * held, limits.message()))];
        }
        System.arraycopy(buffer, start, target, 0, held);
        searched -= start;
        lineStart -= start;
        frameEnd -= frameEnd < 0 ? 0 : start;
        buffer = target;
        end = held;
        start = 0;
    }

    /// The next message or event.
    public Result next() {
        if (broken != null) {
            return broken;
        }
        if (frameEnd < 0) {
            Result between = between();
            if (between != null) {
                return between;
            }
            Result head = head();
            if (head != null) {
                return head;
            }
        }
        if (end < frameEnd) {
            return new Incomplete();
        }
        Frame frame = new Frame(Arrays.copyOfRange(buffer, start, frameEnd));
        begin(frameEnd);
        return frame;
    }

    private void begin(int position) {
        start = position;
        if (start == end) {
            buffer = EMPTY;
            start = 0;
            end = 0;
        }
        searched = start;
        lineStart = start;
        lines = 0;
        frameEnd = -1;
    }

    /// Takes line ends before a message. Null when a message begins.
    private @Nullable Result between() {
        if (searched > start) {
            return null;
        }
        while (end - start >= 2 && buffer[start] == '\r' && buffer[start + 1] == '\n') {
            begin(start + 2);
            halfPing = !halfPing;
            if (!halfPing) {
                return new KeepAlive();
            }
        }
        if (start == end || (end - start == 1 && buffer[start] == '\r')) {
            return new Incomplete();
        }
        halfPing = false;
        return null;
    }

    /// Looks for the end of the headers. Null when the frame's length is known. Limits are checked
    /// at every octet, so that they strike at the same one however the stream was chopped.
    private @Nullable Result head() {
        while (searched < end) {
            searched++;
            if (searched - lineStart - 2 > limits.headerLine()) {
                return broken(Fault.HEADER_TOO_LONG, "Header line too long");
            }
            if (searched - start > limits.message()) {
                return broken(Fault.TOO_LARGE, "Message Too Large");
            }
            if (buffer[searched - 1] == '\n') {
                boolean empty = searched - lineStart == 2 && buffer[lineStart] == '\r';
                Result result = lineEnds(empty);
                if (result != null || empty) {
                    return result;
                }
            }
        }
        return new Incomplete();
    }

    /// Looks at the first line, at the empty one, and at one too many.
    private @Nullable Result lineEnds(boolean empty) {
        lineStart = searched;
        lines++;
        if (lines > 1 && !empty) {
            boolean tooMany = lines - 1 > limits.headerLines();
            return tooMany ? broken(Fault.TOO_MANY_HEADERS, "Too many header lines") : null;
        }
        MessageScan scan = new MessageScan(buffer, start, searched, limits);
        if (!scan.startLine() && scan.noise()) {
            return broken(scan);
        }
        return empty ? frame(scan) : null;
    }

    /// Finds the frame's end. A start line that is merely wrong is left to the parser.
    private @Nullable Result frame(MessageScan scan) {
        if (!scan.headerLines() || !scan.frameLength()) {
            return broken(scan);
        }
        long length = scan.contentLength();
        if (length > limits.body()) {
            scan.fail(Fault.BODY_TOO_LARGE, "Request Entity Too Large", searched);
            return broken(scan);
        }
        if (searched - start + length > limits.message()) {
            scan.fail(Fault.TOO_LARGE, "Message Too Large", searched);
            return broken(scan);
        }
        frameEnd = searched + (int) length;
        return null;
    }

    private Broken broken(Fault fault, String reason) {
        MessageScan scan = new MessageScan(buffer, start, searched, limits);
        if (scan.startLine() || !scan.noise()) {
            scan.fail(fault, reason, searched);
        }
        return broken(scan);
    }

    private Broken broken(MessageScan scan) {
        Broken result = new Broken(scan.malformed());
        broken = result;
        buffer = EMPTY;
        return result;
    }
}
