package dev.ringback.sip;

import java.nio.charset.StandardCharsets;

/// The body of a message: RFC 3261 §7.4. Immutable.
public final class Body {
    private final String type;
    private final byte[] bytes;

    private Body(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /// Any content.
    ///
    /// @param type the value of Content-Type, such as `application/pidf+xml`
    /// @param content the octets, which are copied
    public static Body of(String type, byte[] content) {
        return new Body(type, content.clone());
    }

    /// Content in UTF-8.
    public static Body of(String type, String content) {
        return new Body(type, content.getBytes(StandardCharsets.UTF_8));
    }

    /// `text/plain` in UTF-8.
    public static Body text(String text) {
        return of("text/plain;charset=UTF-8", text);
    }

    /// The value of Content-Type.
    public String type() {
        return type;
    }

    /// A copy of the octets.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// The content as text in UTF-8.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// How many octets it has.
    public int length() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return type + ", " + bytes.length + " octets";
    }
}
