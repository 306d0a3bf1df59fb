package dev.ringback.message;

import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderSyntax;
import java.util.Arrays;

/// A header line that goes into many messages: RFC 3261 §7.3.1. What it says is checked once, when
/// it is made. Immutable.
public final class HeaderLine {
    private final HeaderName name;
    private final byte[] value;

    private HeaderLine(HeaderName name, byte[] value) {
        this.name = name;
        this.value = value;
    }

    /// A line of this name.
    ///
    /// @throws IllegalArgumentException if the value has control characters, or cannot be read by
    ///     the definition of its header field
    public static HeaderLine of(HeaderName name, String value) {
        return checked(name, value, FieldCheck.READABLE);
    }

    /// A line that keeps what is asked of it.
    static HeaderLine checked(HeaderName name, String value, FieldCheck fieldCheck) {
        byte[] bytes = Ascii.bytes(value);
        int start = Ascii.skip(bytes, 0, bytes.length, Ascii.WHITE);
        int end = Ascii.trimEnd(bytes, start, bytes.length);
        if (!HeaderSyntax.isText(bytes, start, end)) {
            throw new IllegalArgumentException("control character in " + name);
        }
        boolean whole = end - start == bytes.length;
        byte[] trimmed = whole ? bytes : Arrays.copyOfRange(bytes, start, end);
        fieldCheck.check(name, trimmed);
        return new HeaderLine(name, trimmed);
    }

    /// The name.
    public HeaderName name() {
        return name;
    }

    /// The octets of the value, which are not to be changed.
    byte[] octets() {
        return value;
    }

    /// The value.
    public String value() {
        return Ascii.text(value, 0, value.length);
    }

    /// The line as it is written.
    @Override
    public String toString() {
        return name + ": " + value();
    }
}
