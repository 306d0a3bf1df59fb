package dev.ringback.sdp;

import org.jspecify.annotations.Nullable;

/// An attribute, `a=name` or `a=name:value`: RFC 8866 §5.13. Names are case-sensitive.
///
/// @param name the name, a token
/// @param value what follows the colon; null when there is no colon
public record Attribute(String name, @Nullable String value) {
    /// @throws IllegalArgumentException if the name is no token, or the value is empty or has NUL,
    ///     CR or LF in it
    public Attribute {
        SdpSyntax.require(SdpSyntax.isToken(name), "attribute name", name);
        if (value != null) {
            SdpSyntax.require(SdpSyntax.isText(value), "attribute value", value);
        }
    }

    /// A property attribute: a name alone.
    ///
    /// @throws IllegalArgumentException if it is no token
    public static Attribute of(String name) {
        return new Attribute(name, null);
    }

    /// A value attribute.
    ///
    /// @throws IllegalArgumentException if the name is no token, or the value is empty or has NUL,
    ///     CR or LF in it
    public static Attribute of(String name, String value) {
        return new Attribute(name, value);
    }

    /// Reads what follows `a=`; null when the grammar does not have it.
    public static @Nullable Attribute parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? null : text.substring(colon + 1);
        boolean good = SdpSyntax.isToken(name) && (value == null || SdpSyntax.isText(value));
        return good ? new Attribute(name, value) : null;
    }

    /// The attribute of a line; null when the line has none.
    static @Nullable Attribute of(SdpLine line) {
        return line.type() == 'a' ? parse(line.value()) : null;
    }

    SdpLine line() {
        return SdpLine.of('a', toString());
    }

    /// The wire form, without `a=`.
    @Override
    public String toString() {
        return value == null ? name : name + ':' + value;
    }
}
