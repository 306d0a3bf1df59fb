package dev.ringback.body;

import dev.ringback.header.Parameters;
import dev.ringback.header.content.ContentType;
import dev.ringback.text.Ascii;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A body of several parts: RFC 2046 §5.1, as SIP has them, RFC 5621 §4. What was read is written
/// again octet for octet, with what stands before the first part and after the last. Immutable.
public final class Multipart {
    private static final byte[] CRLF = {'\r', '\n'};

    private final byte[] bytes;
    private final String boundary;
    private final List<BodyPart> parts;
    private final int preambleEnd;
    private final int epilogueStart;

    /// @param preambleEnd where the first delimiter begins, its CRLF included
    /// @param epilogueStart where the line of the last delimiter ends
    Multipart(
            byte[] bytes,
            String boundary,
            List<BodyPart> parts,
            int preambleEnd,
            int epilogueStart) {
        this.bytes = bytes;
        this.boundary = boundary;
        this.parts = List.copyOf(parts);
        this.preambleEnd = preambleEnd;
        this.epilogueStart = epilogueStart;
    }

    /// Reads a body within [BodyLimits#defaults]. Never throws, and needs time in proportion to the
    /// length.
    ///
    /// @param body the octets; they belong to the multipart afterwards and must not change
    /// @param contentType what Content-Type says, with the boundary
    public static MultipartResult parse(byte[] body, ContentType contentType) {
        return parse(body, contentType, BodyLimits.defaults());
    }

    /// Reads a body within these limits.
    ///
    /// @param body the octets; they belong to the multipart afterwards and must not change
    /// @param contentType what Content-Type says, with the boundary
    public static MultipartResult parse(byte[] body, ContentType contentType, BodyLimits limits) {
        String boundary = contentType.boundary();
        if (boundary == null || !Boundary.isReadable(boundary)) {
            String text = boundary == null ? "no boundary" : "malformed boundary";
            return new MultipartResult.Malformed(0, text, "RFC 2046 §5.1.1");
        }
        return new MultipartReader(body, boundary, limits).read();
    }

    /// A body of these parts, with a boundary that occurs in none of them; the same for the same
    /// parts.
    ///
    /// @throws IllegalArgumentException if there is no part
    public static Multipart of(List<BodyPart> parts) {
        return of(parts, Boundary.unusedIn(parts));
    }

    /// A body of these parts with this boundary.
    ///
    /// @throws IllegalArgumentException if there is no part, or the boundary is none or occurs in a
    ///     part
    public static Multipart of(List<BodyPart> parts, String boundary) {
        if (parts.isEmpty() || !Boundary.isGood(boundary) || Boundary.occursIn(boundary, parts)) {
            throw new IllegalArgumentException("no boundary between parts: " + boundary);
        }
        byte[] delimiter = Ascii.bytes("--" + boundary);
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        for (BodyPart part : parts) {
            out.writeBytes(delimiter);
            out.writeBytes(CRLF);
            part.write(out);
            out.writeBytes(CRLF);
        }
        out.writeBytes(delimiter);
        out.writeBytes(new byte[] {'-', '-', '\r', '\n'});
        return new Multipart(out.toByteArray(), boundary, parts, 0, out.size());
    }

    /// The boundary, without the hyphens before it.
    public String boundary() {
        return boundary;
    }

    /// The parts, in their order; at least one.
    public List<BodyPart> parts() {
        return parts;
    }

    /// A copy of what stands before the first delimiter, which has no meaning.
    public byte[] preamble() {
        return Arrays.copyOf(bytes, preambleEnd);
    }

    /// A copy of what stands after the line of the last delimiter, which has no meaning.
    public byte[] epilogue() {
        return Arrays.copyOfRange(bytes, epilogueStart, bytes.length);
    }

    /// What Content-Type is to say of it.
    ///
    /// @param subtype such as `mixed`
    /// @throws IllegalArgumentException if the subtype is no token
    public ContentType contentType(String subtype) {
        return new ContentType("multipart", subtype, Parameters.NONE.with("boundary", boundary));
    }

    /// A copy of the octets. What was read is as it came.
    public byte[] toBytes() {
        return bytes.clone();
    }

    /// Whether both have the same boundary and octets.
    @Override
    public boolean equals(Object other) {
        return other instanceof Multipart multipart
                && multipart.boundary.equals(boundary)
                && Arrays.equals(multipart.bytes, bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(boundary, Arrays.hashCode(bytes));
    }

    /// The text, for people and tests.
    @Override
    public String toString() {
        return Ascii.text(bytes, 0, bytes.length);
    }
}
