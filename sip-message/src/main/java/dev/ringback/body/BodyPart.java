package dev.ringback.body;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Reading;
import dev.ringback.header.content.ContentType;
import dev.ringback.message.HeaderSection;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderIndex;
import dev.ringback.text.HeaderScan;
import dev.ringback.text.HeaderSyntax;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One part of a multipart: its header lines and its content, octet for octet as they stand.
/// RFC 2046 §5.1. Immutable.
public final class BodyPart {
    private final byte[] bytes;
    private final int start;
    private final int content;
    private final int end;
    private final HeaderIndex index;
    private final HeaderSection headers;

    /// A part whose header lines are indexed.
    BodyPart(HeaderIndex index, int end) {
        this.bytes = index.bytes();
        this.start = index.start();
        this.content = Math.min(index.bodyStart(), end);
        this.end = end;
        this.index = index;
        this.headers = new HeaderSection(index);
    }

    /// A part with one header line.
    ///
    /// @param contentType what it is
    /// @param content its octets; a copy is kept
    public static BodyPart of(ContentType contentType, byte[] content) {
        byte[] line = Ascii.bytes("Content-Type: " + contentType + "\r\n\r\n");
        byte[] all = Arrays.copyOf(line, line.length + content.length);
        System.arraycopy(content, 0, all, line.length, content.length);
        return indexed(all);
    }

    /// Reads a part from its octets: header lines, an empty line, content. A body inside of another
    /// coding, such as what was encrypted, is one (RFC 8551 §3.1). Null when they are no header
    /// lines, or more than the limits allow. Never throws.
    ///
    /// @param octets the octets; they belong to the part afterwards and must not change
    public static @Nullable BodyPart parse(byte[] octets, BodyLimits limits) {
        HeaderIndex index = new HeaderIndex(octets, 0);
        HeaderScan scan = new HeaderScan(index, 0, octets.length);
        boolean good = scan.scan(limits.headerLines(), limits.headerLine(), true);
        return good ? new BodyPart(index, octets.length) : null;
    }

    private static BodyPart indexed(byte[] all) {
        HeaderIndex index = new HeaderIndex(all, 0);
        HeaderScan scan = new HeaderScan(index, 0, all.length);
        if (!scan.scan(Integer.MAX_VALUE, Integer.MAX_VALUE, false)) {
            throw new IllegalArgumentException(scan.reason());
        }
        return new BodyPart(index, all.length);
    }

    /// Its header lines.
    public HeaderSection headers() {
        return headers;
    }

    /// The value of the first header line with this name, or null when there is none.
    public @Nullable String value(HeaderName name) {
        return headers.value(name);
    }

    /// Reads all values of a header field. Never throws.
    public <T> Reading<T> read(HeaderField<T> field) {
        return headers.read(field);
    }

    /// What it is: `text/plain` when it does not say so (RFC 2046 §5.1), null when that cannot be
    /// read.
    public @Nullable ContentType contentType() {
        String value = value(HeaderName.CONTENT_TYPE);
        return value == null ? ContentType.of("text", "plain") : ContentType.FIELD.parse(value);
    }

    /// A copy of the content.
    public byte[] content() {
        return Arrays.copyOfRange(bytes, content, end);
    }

    /// The length of the content in octets.
    public int contentLength() {
        return end - content;
    }

    /// The parts in it, when it is a multipart itself.
    public MultipartResult multipart(BodyLimits limits) {
        ContentType type = contentType();
        return type == null
                ? new MultipartResult.Malformed(0, "malformed Content-Type", "RFC 2046 §5.1")
                : Multipart.parse(content(), type, limits);
    }

    /// A copy of all its octets, from its first header line on, without the line end that belongs
    /// to the delimiter after it: what a signature covers, RFC 1847 §2.1.
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /// A part with another value of this header field, in the place of the first line with its
    /// name, or after the others. All other octets stay.
    ///
    /// @throws IllegalArgumentException if the value has line ends or control characters in it
    public BodyPart with(HeaderName name, String value) {
        byte[] text = Ascii.bytes(value);
        if (!HeaderSyntax.isText(text, 0, text.length)) {
            throw new IllegalArgumentException("no header value: " + value);
        }
        return edited(name, Ascii.bytes(name.canonical() + ": " + value + "\r\n"));
    }

    /// A part without header lines of this name. All other octets stay.
    public BodyPart without(HeaderName name) {
        return edited(name, new byte[0]);
    }

    private BodyPart edited(HeaderName name, byte[] by) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(end - start + by.length + 2);
        boolean open = true;
        for (int line = 0; line < index.lines(); line++) {
            if (!index.matches(line, name.number(), name.canonical())) {
                int from = index.lineStart(line);
                out.write(bytes, from, index.lineEnd(line) - from);
            } else if (open) {
                out.writeBytes(by);
                open = false;
            }
        }
        if (open) {
            out.writeBytes(by);
        }
        out.writeBytes(new byte[] {'\r', '\n'});
        out.write(bytes, content, end - content);
        return indexed(out.toByteArray());
    }

    void write(ByteArrayOutputStream to) {
        to.write(bytes, start, end - start);
    }

    /// Whether both have the same octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof BodyPart part
                && Arrays.equals(bytes, start, end, part.bytes, part.start, part.end);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toBytes());
    }

    /// The text of the part, for people and tests.
    @Override
    public String toString() {
        return Ascii.text(bytes, start, end);
    }
}
