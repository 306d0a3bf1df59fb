package dev.ringback.parse;

import dev.ringback.header.Method;
import dev.ringback.message.HeaderSection;
import dev.ringback.message.ReasonPhrase;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.WireText;
import dev.ringback.uri.Uri;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A part of a message, `message/sipfrag`: RFC 3420 §2. Start line, header lines and body may each
/// be missing; what is there is as in a message. A NOTIFY tells with one how far the request got
/// that a REFER asked for (RFC 3515 §2.4.5). Immutable.
public final class SipFragment {
    private static final int STATUS = "SIP/2.0 ".length();
    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] octets;
    private final HeaderIndex index;
    private final @Nullable Method method;
    private final int body;
    private final int end;

    private SipFragment(byte[] octets, HeaderIndex index, @Nullable Method method, int end) {
        this.octets = octets;
        this.index = index;
        this.method = method;
        this.body = Math.min(index.bodyStart(), octets.length);
        this.end = end;
    }

    /// Reads a fragment within [ParseLimits#defaults]. Never throws, and needs time in proportion
    /// to the length. The last line may lack its line end when no body follows, as many
    /// implementations leave it out.
    ///
    /// @param octets the octets; they belong to the fragment afterwards and must not change
    public static FragmentResult parse(byte[] octets) {
        return parse(octets, ParseLimits.defaults());
    }

    /// Reads a fragment within these limits.
    ///
    /// @param octets the octets; they belong to the fragment afterwards and must not change
    public static FragmentResult parse(byte[] octets, ParseLimits limits) {
        if (octets.length > limits.message()) {
            return new FragmentResult.Malformed(
                    Fault.TOO_LARGE, "Message Too Large", limits.message());
        }
        byte[] ended = endsInCrlf(octets) ? octets : withCrlf(octets);
        if (octets.length == 0 || startsWithCrlf(octets)) {
            HeaderIndex index = new HeaderIndex(ended, 0);
            index.endSection(0);
            return limited(new SipFragment(octets, index, null, octets.length), limits);
        }
        MessageScan scan = new MessageScan(ended, 0, ended.length, limits);
        if (!scan.fragment()) {
            return scan.malformedFragment(octets.length);
        }
        HeaderIndex index = scan.index();
        long length = scan.contentLength();
        int available = Math.max(octets.length - index.bodyStart(), 0);
        if (available > 0 && length > available) {
            return new FragmentResult.Malformed(
                    Fault.CONTENT_LENGTH,
                    "Content-Length greater than the body",
                    index.bodyStart());
        }
        boolean cut = available > 0 && length >= 0;
        int end = cut ? index.bodyStart() + (int) length : octets.length;
        return limited(new SipFragment(octets, index, scan.method(), end), limits);
    }

    private static FragmentResult limited(SipFragment fragment, ParseLimits limits) {
        return fragment.end - fragment.body > limits.body()
                ? new FragmentResult.Malformed(
                        Fault.BODY_TOO_LARGE, "Request Entity Too Large", fragment.body)
                : new FragmentResult.Parsed(fragment);
    }

    private static boolean startsWithCrlf(byte[] octets) {
        return octets.length >= 2 && octets[0] == '\r' && octets[1] == '\n';
    }

    private static boolean endsInCrlf(byte[] octets) {
        int length = octets.length;
        return length >= 2 && octets[length - 2] == '\r' && octets[length - 1] == '\n';
    }

    private static byte[] withCrlf(byte[] octets) {
        byte[] ended = Arrays.copyOf(octets, octets.length + CRLF.length);
        System.arraycopy(CRLF, 0, ended, octets.length, CRLF.length);
        return ended;
    }

    /// A fragment that is one status line, with the usual reason phrase.
    ///
    /// @param status 100 to 699
    /// @throws IllegalArgumentException if it is no response code
    public static SipFragment of(int status) {
        return of(status, ReasonPhrase.of(status));
    }

    /// A fragment that is one status line.
    ///
    /// @param status 100 to 699
    /// @param reason may be empty
    /// @throws IllegalArgumentException if it is no response code, or the reason is not the text of
    ///     one line
    public static SipFragment of(int status, String reason) {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("no response code: " + status);
        }
        String line = "SIP/2.0 " + status + ' ' + WireText.line("reason phrase", reason) + "\r\n";
        byte[] octets = Ascii.bytes(line);
        HeaderIndex index = new HeaderIndex(octets, 0);
        index.endSection(octets.length);
        return new SipFragment(octets, index, null, octets.length);
    }

    /// Whether there is a request line.
    public boolean request() {
        return method != null;
    }

    /// Whether there is a status line.
    public boolean response() {
        return method == null && startLineEnd() > 0;
    }

    /// The method of the request line, or null when there is none.
    public @Nullable Method method() {
        return method;
    }

    /// The Request-URI, or null when there is no request line.
    public @Nullable Uri requestUri() {
        if (method == null) {
            return null;
        }
        int start = method.name().length() + 1;
        int uriEnd = start;
        while (index.bytes()[uriEnd] != ' ') {
            uriEnd++;
        }
        return Uri.parse(index.bytes(), start, uriEnd);
    }

    /// The code of the status line, 100 to 699; -1 when there is none.
    public int status() {
        return response() ? (int) Ascii.decimal(index.bytes(), STATUS, STATUS + 3, 699) : -1;
    }

    /// The reason of the status line; empty when there is none.
    public String reason() {
        int start = STATUS + 4;
        int lineEnd = startLineEnd() - 2;
        return response() && start < lineEnd ? Ascii.text(index.bytes(), start, lineEnd) : "";
    }

    /// Where the start line ends, its CRLF included; 0 when there is none.
    private int startLineEnd() {
        return index.lines() > 0 ? index.lineStart(0) : index.sectionEnd();
    }

    /// The header lines; there may be none.
    public HeaderSection headers() {
        return new HeaderSection(index);
    }

    /// A copy of the body; empty when there is none. It is as long as Content-Length says; without
    /// one it is the rest.
    public byte[] body() {
        return Arrays.copyOfRange(octets, body, end);
    }

    /// A copy of the octets, as they came.
    public byte[] toBytes() {
        return octets.clone();
    }

    /// Whether both have the same octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof SipFragment fragment && Arrays.equals(fragment.octets, octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /// The text, for people and tests.
    @Override
    public String toString() {
        return Ascii.text(octets, 0, octets.length);
    }
}
