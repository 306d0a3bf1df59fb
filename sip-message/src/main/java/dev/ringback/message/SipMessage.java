package dev.ringback.message;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.Reading;
import dev.ringback.header.address.From;
import dev.ringback.header.address.To;
import dev.ringback.header.dialog.CSeq;
import dev.ringback.header.route.Via;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.uri.SipUri;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request or a response: RFC 3261 §7. Immutable; any thread may read it.
///
/// It keeps the octets that it came in and an index of its header lines. Top Via, From, To,
/// Call-ID and CSeq were read when it was made and never fail. The one exception is
/// [dev.ringback.parse.Malformed#reply], which echoes a faulty request: what that lacks is read as
/// an empty Call-ID, an anonymous address, or CSeq 0.
public abstract sealed class SipMessage permits SipRequest, SipResponse {
    private static final NameAddress NOBODY =
            new NameAddress(
                    null, SipUri.of(false, "anonymous", "anonymous.invalid", -1), Parameters.NONE);

    private final HeaderIndex index;
    private final BaseHeaders base;

    SipMessage(HeaderIndex index, BaseHeaders base) {
        this.index = index;
        this.base = base;
    }

    final HeaderIndex index() {
        return index;
    }

    final BaseHeaders base() {
        return base;
    }

    /// A copy of the start line with its CRLF.
    final byte[] startLine() {
        int end = index.lines() == 0 ? index.sectionEnd() : index.lineStart(0);
        return Arrays.copyOfRange(index.bytes(), index.start(), end);
    }

    /// The length on the wire, in octets.
    public final int size() {
        return index.end() - index.start();
    }

    /// Hands the octets to a sink, in one call and without a copy.
    public final void writeTo(WireSink sink) {
        sink.write(index.bytes(), index.start(), size());
    }

    /// A copy of the octets.
    public final byte[] toBytes() {
        return Arrays.copyOfRange(index.bytes(), index.start(), index.end());
    }

    /// The header lines, as a body or a fragment has them too.
    public final HeaderSection headers() {
        return new HeaderSection(index);
    }

    /// The number of header lines.
    public final int headerCount() {
        return headers().count();
    }

    /// The name of a header line, counted from 0.
    ///
    /// @throws IndexOutOfBoundsException if there is no such line
    public final HeaderName headerName(int line) {
        return headers().name(line);
    }

    /// The value of a header line, unfolded and without white space at its ends.
    ///
    /// @throws IndexOutOfBoundsException if there is no such line
    public final String headerValue(int line) {
        return headers().value(line);
    }

    /// Whether there is a header line with this name.
    public final boolean has(HeaderName name) {
        return headers().has(name);
    }

    /// The value of the first line with this name, or null when there is none.
    public final @Nullable String value(HeaderName name) {
        return headers().value(name);
    }

    /// The values of the lines with this name, one a line.
    public final List<String> values(HeaderName name) {
        return headers().values(name);
    }

    /// Reads all values of a header field, over all its lines. Never throws. The offset of a
    /// problem counts from the start line; in a folded line it is where the line's value begins.
    public final <T> Reading<T> read(HeaderField<T> field) {
        T known = base.known(field);
        return known != null && headers().isOnce(field.name())
                ? Reading.of(known)
                : headers().read(field);
    }

    /// The first Via value: where the message came from, or where the response goes.
    public final Via topVia() {
        Via via = base.topVia();
        if (via == null) {
            throw new IllegalStateException("Via was not checked");
        }
        return via;
    }

    /// The From header field.
    public final From from() {
        From from = base.from();
        return from == null ? new From(NOBODY) : from;
    }

    /// The To header field.
    public final To to() {
        To to = base.to();
        return to == null ? new To(NOBODY) : to;
    }

    /// The Call-ID, compared letter for letter.
    public final String callId() {
        String callId = base.callId();
        return callId == null ? "" : callId;
    }

    /// The CSeq header field.
    public final CSeq cSeq() {
        CSeq cSeq = base.cSeq();
        return cSeq == null ? new CSeq(0, Method.OPTIONS) : cSeq;
    }

    /// A copy of the body; empty when there is none.
    public final byte[] body() {
        return Arrays.copyOfRange(index.bytes(), index.bodyStart(), index.end());
    }

    /// The length of the body in octets.
    public final int bodyLength() {
        return index.end() - index.bodyStart();
    }

    /// The text of the message, for people and tests.
    @Override
    public final String toString() {
        return Ascii.text(index.bytes(), index.start(), index.end());
    }
}
