package dev.ringback.parse;

import dev.ringback.header.Method;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.message.BaseHeaders;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.HeaderScan;
import dev.ringback.text.NameTable;
import dev.ringback.text.UriSyntax;
import dev.ringback.text.Word;
import org.jspecify.annotations.Nullable;

/// One pass over the octets of one message: checks the start line, indexes the header lines,
/// checks the base headers. Each step answers whether it went well; if not, the fault is noted.
///
/// The same steps serve datagrams and streams, so that both read a message alike.
final class MessageScan {
    private static final Word PROTOCOL = Word.of("SIP/");
    private static final Word VERSION = Word.of("SIP/2.0");
    private static final int VERSION_LENGTH = "SIP/2.0".length();
    private static final int CONTENT_LENGTH_ABSENT = -1;

    private final byte[] bytes;
    private final int origin;
    private final int start;
    private final int end;
    private final ParseLimits limits;
    private final HeaderIndex index;
    private final BaseHeaders base;

    private @Nullable Method method;
    private int at;
    private long contentLength = CONTENT_LENGTH_ABSENT;
    private @Nullable Fault fault;
    private String reason = "";
    private int offset;

    /// Leading line ends are left out: RFC 3261 §7.5.
    MessageScan(byte[] bytes, int from, int end, ParseLimits limits) {
        this.bytes = bytes;
        this.origin = from;
        this.start = skipLineEnds(bytes, from, end);
        this.end = end;
        this.limits = limits;
        this.index = new HeaderIndex(bytes, start);
        this.base = new BaseHeaders();
        this.at = start;
    }

    private MessageScan(MessageScan head, byte[] frame) {
        this.bytes = frame;
        this.origin = 0;
        this.start = 0;
        this.end = frame.length;
        this.limits = head.limits;
        this.index = head.index.copied(frame);
        this.base = head.base;
        this.at = end;
        this.method = head.method;
        this.contentLength = head.contentLength;
    }

    /// The same scan, after [#frameLength], of the octets of the whole frame: it goes on with
    /// [#message]. This one is not to be used any more.
    MessageScan framed(byte[] frame) {
        return new MessageScan(this, frame);
    }

    private static int skipLineEnds(byte[] bytes, int from, int end) {
        int at = from;
        while (at + 1 < end && bytes[at] == '\r' && bytes[at + 1] == '\n') {
            at += 2;
        }
        return at;
    }

    /// The message, once its start line is read and its header lines are indexed.
    ParseResult message() {
        if (!baseHeaders() || !body()) {
            return malformed();
        }
        return new Parsed(
                method == null ? SipResponse.of(index, base) : SipRequest.of(index, base, method));
    }

    HeaderIndex index() {
        return index;
    }

    /// The method of a request, or null for a response and before [#startLine].
    @Nullable Method method() {
        return method;
    }

    /// The Content-Length, or -1 when there is none.
    long contentLength() {
        return contentLength;
    }

    /// What was noted about a fragment of this length.
    FragmentResult.Malformed malformedFragment(int length) {
        return new FragmentResult.Malformed(noted(), reason, Math.min(offset - origin, length));
    }

    private Fault noted() {
        return fault == null ? Fault.NOT_SIP : fault;
    }

    /// What was noted, with the answer that may be sent.
    Malformed malformed() {
        Fault noted = noted();
        boolean answered = method != null && noted.status() > 0 && !method.equals(Method.ACK);
        SipResponse reply =
                answered ? new Refusal(bytes, secondLine(), end).reply(noted, reason) : null;
        return new Malformed(noted, reason, offset - origin, reply, beginsAsResponse());
    }

    private boolean beginsAsResponse() {
        int space = start + VERSION_LENGTH;
        return space < end && bytes[space] == ' ' && VERSION.isInAnyCase(bytes, start, space);
    }

    private int secondLine() {
        int line = start;
        while (line < end && bytes[line] != '\n') {
            line++;
        }
        return Math.min(line + 1, end);
    }

    /// Whether the fault is that these octets are no SIP at all.
    boolean noise() {
        return fault == Fault.NOT_SIP || fault == Fault.EMPTY;
    }

    boolean fail(Fault what, String why, int where) {
        fault = what;
        reason = why;
        offset = where;
        return false;
    }

    /// Reads the start line: §7.1, §7.2.
    boolean startLine() {
        if (start == end) {
            return fail(Fault.EMPTY, "No message", start);
        }
        int line = Ascii.skipText(bytes, start, end);
        if (line + 1 >= end || bytes[line] != '\r' || bytes[line + 1] != '\n') {
            return fail(Fault.NOT_SIP, "No start line", line);
        }
        at = line + 2;
        boolean good = isVersion(start, line) ? statusLine(line) : requestLine(line);
        if (good && line - start > limits.headerLine()) {
            return fail(Fault.HEADER_TOO_LONG, "Start line too long", start);
        }
        return good;
    }

    private boolean isVersion(int from, int to) {
        return to - from >= 4 && PROTOCOL.isInAnyCase(bytes, from, from + 4);
    }

    private boolean statusLine(int line) {
        int versionEnd = start;
        while (versionEnd < line && bytes[versionEnd] != ' ') {
            versionEnd++;
        }
        if (!VERSION.isInAnyCase(bytes, start, versionEnd)) {
            return fail(Fault.VERSION, "Version Not Supported", start);
        }
        int code = versionEnd + 1;
        boolean shaped = line >= code + 3;
        long status = shaped ? Ascii.decimal(bytes, code, code + 3, 699) : -1;
        if (status < 100 || (line > code + 3 && bytes[code + 3] != ' ')) {
            return fail(Fault.START_LINE, "Malformed status line", start);
        }
        return true;
    }

    private boolean requestLine(int line) {
        int methodEnd = Ascii.skip(bytes, start, line, Ascii.TOKEN);
        int trimmed = Ascii.trimEnd(bytes, start, line);
        int version = trimmed;
        while (version > start && bytes[version - 1] != ' ') {
            version--;
        }
        if (methodEnd == start || bytes[methodEnd] != ' ' || !isVersion(version, trimmed)) {
            return fail(Fault.NOT_SIP, "No start line", start);
        }
        method = Method.of(bytes, start, methodEnd);
        if (!VERSION.isInAnyCase(bytes, version, trimmed)) {
            return fail(Fault.VERSION, "Version Not Supported", version);
        }
        int uri = methodEnd + 1;
        int uriEnd = version - 1;
        if (uriEnd - uri > limits.uri()) {
            return fail(Fault.URI_TOO_LONG, "Request-URI Too Long", uri);
        }
        if (trimmed != line || uriEnd <= uri || !UriSyntax.isRequestUri(bytes, uri, uriEnd)) {
            return fail(Fault.START_LINE, "Malformed request line", uri);
        }
        return true;
    }

    /// Indexes the header lines, up to the empty line: §7.3.1.
    boolean headerLines() {
        return headerLines(false);
    }

    /// Indexes the header lines, up to the empty line, or when `open` up to the end as well.
    boolean headerLines(boolean open) {
        HeaderScan lines = new HeaderScan(index, at, end);
        if (lines.scan(limits.headerLines(), limits.headerLine(), open)) {
            return true;
        }
        Fault what =
                switch (lines.trouble()) {
                    case SYNTAX -> Fault.HEADER_SYNTAX;
                    case TOO_LONG -> Fault.HEADER_TOO_LONG;
                    case TOO_MANY -> Fault.TOO_MANY_HEADERS;
                };
        return fail(what, lines.reason(), lines.at());
    }

    /// Reads a fragment, of which every part may be missing: RFC 3420 §2. What is there has to be
    /// as in a message.
    boolean fragment() {
        int name = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        int colon = Ascii.skip(bytes, name, end, Ascii.WHITE);
        boolean header = name > start && colon < end && bytes[colon] == ':';
        return (header || startLine()) && headerLines(true) && presentHeaders() >= 0;
    }

    /// Checks the headers that every message needs.
    boolean baseHeaders() {
        int seen = presentHeaders();
        if (seen < 0) {
            return false;
        }
        for (int number = NameTable.VIA; number <= NameTable.CSEQ; number++) {
            if ((seen & (1 << number)) == 0) {
                String text = "Missing " + NameTable.name(number) + " header field";
                return fail(Fault.MISSING_HEADER, text, index.sectionEnd());
            }
        }
        return true;
    }

    /// Checks those of the base headers that are there. Answers a bit for each number, or -1.
    private int presentHeaders() {
        int seen = 0;
        for (int line = 0; line < index.lines(); line++) {
            int number = index.number(line);
            if (number < 0 || number > NameTable.LAST_BASE) {
                continue;
            }
            if (!(index.folded(line) ? folded(line, number) : plain(line, number))) {
                return -1;
            }
            boolean again = (seen & (1 << number)) != 0;
            if (again && number != NameTable.VIA && number != NameTable.CONTENT_LENGTH) {
                String text = "Repeated " + NameTable.name(number) + " header field";
                fail(Fault.REPEATED_HEADER, text, index.lineStart(line));
                return -1;
            }
            seen |= 1 << number;
        }
        return seen;
    }

    private boolean folded(int line, int number) {
        byte[] value = index.unfolded(line);
        return base(line, number, value, 0, value.length);
    }

    private boolean plain(int line, int number) {
        return base(line, number, bytes, index.valueStart(line), index.valueEnd(line));
    }

    private boolean base(int line, int number, byte[] value, int from, int to) {
        String wrong = base.read(number, value, from, to);
        if (wrong != null) {
            boolean length = number == NameTable.CONTENT_LENGTH;
            Fault what = length ? Fault.CONTENT_LENGTH : Fault.HEADER_VALUE;
            return fail(what, wrong, index.lineStart(line));
        }
        CSeq cSeq = base.cSeq();
        if (number == NameTable.CSEQ && method != null && cSeq != null) {
            return cSeq.method().equals(method)
                    || fail(Fault.HEADER_VALUE, "CSeq names another method", index.lineStart(line));
        }
        return number != NameTable.CONTENT_LENGTH || length(line, value, from, to);
    }

    private boolean length(int line, byte[] value, int from, int to) {
        long length = Ascii.decimal(value, from, to, Integer.MAX_VALUE);
        if (contentLength != CONTENT_LENGTH_ABSENT && contentLength != length) {
            String text = "Contradicting Content-Length header fields";
            return fail(Fault.CONTENT_LENGTH, text, index.lineStart(line));
        }
        contentLength = length;
        return true;
    }

    /// Reads the Content-Length of a message in a stream, where it must be: §18.3.
    boolean frameLength() {
        for (int line = 0; line < index.lines(); line++) {
            if (index.number(line) != NameTable.CONTENT_LENGTH) {
                continue;
            }
            boolean good =
                    index.folded(line)
                            ? folded(line, NameTable.CONTENT_LENGTH)
                            : plain(line, NameTable.CONTENT_LENGTH);
            if (!good) {
                return false;
            }
        }
        return contentLength != CONTENT_LENGTH_ABSENT
                || fail(
                        Fault.CONTENT_LENGTH,
                        "Missing Content-Length header field",
                        index.sectionEnd());
    }

    /// Finds the end of the body in a datagram: §18.3.
    boolean body() {
        int available = end - index.bodyStart();
        if (contentLength > available) {
            String text = "Content-Length greater than the body";
            return fail(Fault.CONTENT_LENGTH, text, index.bodyStart());
        }
        int length = contentLength == CONTENT_LENGTH_ABSENT ? available : (int) contentLength;
        index.endBody(index.bodyStart() + length);
        if (length > limits.body()) {
            return fail(Fault.BODY_TOO_LARGE, "Request Entity Too Large", index.bodyStart());
        }
        if (index.end() - start > limits.message()) {
            return fail(Fault.TOO_LARGE, "Message Too Large", start + limits.message());
        }
        return true;
    }
}
