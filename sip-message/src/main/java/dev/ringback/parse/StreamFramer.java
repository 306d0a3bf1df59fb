package dev.ringback.parse;

import dev.ringback.text.Ascii;
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

    /// The scan of the complete headers, or null where the parser has to find out what is wrong.
    private @Nullable MessageScan scan;

    private boolean startLineChecked;
    private boolean halfPing;
    private int pongs;
    private @Nullable Broken broken;

    /// A framer at the start of a stream.
    public StreamFramer(ParseLimits limits) {
        this.limits = limits;
    }

    /// What [#next] answers.
    public sealed interface Result permits Frame, Incomplete, KeepAlive, Pong, Broken {}

    /// One whole message.
    public static final class Frame implements Result {
        private final byte[] bytes;
        private final ParseLimits limits;
        private @Nullable MessageScan scan;

        private Frame(byte[] bytes, ParseLimits limits, @Nullable MessageScan scan) {
            this.bytes = bytes;
            this.limits = limits;
            this.scan = scan;
        }

        /// Its octets; they belong to the caller, and once parsed to the message.
        public byte[] bytes() {
            return bytes;
        }

        /// What a [MessageParser] with the limits of the framer makes of it. The lines that had to
        /// be indexed to find the end of the frame are not indexed again.
        public ParseResult parse() {
            MessageScan indexed = scan;
            scan = null;
            return indexed == null ? new MessageParser(limits).parse(bytes) : indexed.message();
        }
    }

    /// More octets are needed.
    public record Incomplete() implements Result {}

    /// Two line ends between messages: a ping that wants one line end in return.
    public record KeepAlive() implements Result {}

    /// The line end that answers a ping of ours, see [#expectPong].
    public record Pong() implements Result {}

    /// The stream cannot be cut any further. Send the reply if there is one, then close.
    ///
    /// @param malformed what is wrong
    public record Broken(Malformed malformed) implements Result {}

    /// Takes octets that arrived; they are copied.
    public void feed(byte[] bytes) {
        feed(ByteBuffer.wrap(bytes));
    }

    /// Says that two line ends were sent to the far end: the next single line end between messages
    /// is its [Pong], and no half of a ping.
    public void expectPong() {
        pongs++;
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

    /// Whether it is as new: what comes next is the start of a message or a keep-alive. Asked after
    /// [#next] answered [Incomplete].
    public boolean unused() {
        return start == end && !halfPing && pongs == 0 && broken == null;
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
        return frame();
    }

    /// Hands a message out; where it is all that there is, without a copy.
    private Frame frame() {
        boolean alone = start == 0 && frameEnd == buffer.length;
        byte[] bytes = alone ? buffer : Arrays.copyOfRange(buffer, start, frameEnd);
        MessageScan indexed = scan == null ? null : scan.framed(bytes);
        begin(frameEnd);
        return new Frame(bytes, limits, indexed);
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
        scan = null;
        startLineChecked = false;
    }

    /// Takes line ends before a message. Null when a message begins.
    private @Nullable Result between() {
        if (searched > start) {
            return null;
        }
        while (end - start >= 2 && buffer[start] == '\r' && buffer[start + 1] == '\n') {
            begin(start + 2);
            if (pongs > 0) {
                pongs--;
                return new Pong();
            }
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

    /// Looks for the end of the headers. Null when the frame's length is known. Limits strike at
    /// the octet that exceeds them, however the stream was chopped.
    private @Nullable Result head() {
        while (true) {
            int lineLimit = reach(lineStart, limits.headerLine() + 2L);
            int limit = Math.min(lineLimit, reach(start, limits.message()));
            int lineEnd = Ascii.find(buffer, searched, limit, '\n');
            if (lineEnd == limit) {
                searched = limit;
                return limit == end ? incomplete() : tooLong(limit == lineLimit);
            }
            searched = lineEnd + 1;
            boolean empty = searched - lineStart == 2 && buffer[lineStart] == '\r';
            lineStart = searched;
            lines++;
            if (empty) {
                return headEnds();
            }
            if (lines - 1 > limits.headerLines()) {
                return broken(Fault.TOO_MANY_HEADERS, "Too many header lines");
            }
        }
    }

    private int reach(int from, long octets) {
        return (int) Math.min(end, from + octets);
    }

    private Broken tooLong(boolean line) {
        searched++;
        return line
                ? broken(Fault.HEADER_TOO_LONG, "Header line too long")
                : broken(Fault.TOO_LARGE, "Message Too Large");
    }

    /// Looks at the start line as soon as it is there: what is no SIP is not waited for.
    private Result incomplete() {
        if (lines > 0 && !startLineChecked) {
            startLineChecked = true;
            MessageScan first = new MessageScan(buffer, start, searched, limits);
            if (!first.startLine() && first.noise()) {
                return broken(first);
            }
        }
        return new Incomplete();
    }

    /// Finds the frame's end. A start line that is merely wrong is left to the parser.
    private @Nullable Result headEnds() {
        MessageScan head = new MessageScan(buffer, start, searched, limits);
        boolean started = head.startLine();
        if (!started && head.noise()) {
            return broken(head);
        }
        if (!head.headerLines() || !head.frameLength()) {
            return broken(head);
        }
        long length = head.contentLength();
        if (length > limits.body()) {
            head.fail(Fault.BODY_TOO_LARGE, "Request Entity Too Large", searched);
            return broken(head);
        }
        if (searched - start + length > limits.message()) {
            head.fail(Fault.TOO_LARGE, "Message Too Large", searched);
            return broken(head);
        }
        frameEnd = searched + (int) length;
        scan = started ? head : null;
        return null;
    }

    private Broken broken(Fault fault, String reason) {
        MessageScan head = new MessageScan(buffer, start, searched, limits);
        if (head.startLine() || !head.noise()) {
            head.fail(fault, reason, searched);
        }
        return broken(head);
    }

    private Broken broken(MessageScan head) {
        Broken result = new Broken(head.malformed());
        broken = result;
        buffer = EMPTY;
        return result;
    }
}
