package dev.ringback.header;

import dev.ringback.text.AddressSpan;
import dev.ringback.text.Ascii;
import dev.ringback.text.Quoted;
import dev.ringback.uri.Uri;
import org.jspecify.annotations.Nullable;

/// A URI with a display name and parameters: RFC 3261 §20.10, `name-addr` and `addr-spec`.
///
/// @param displayName the display name without quotes and escapes, or null when there is none
/// @param uri the URI
/// @param parameters the parameters of the header field, not of the URI
public record NameAddress(@Nullable String displayName, Uri uri, Parameters parameters) {
    /// The URI alone.
    public static NameAddress of(Uri uri) {
        return new NameAddress(null, uri, Parameters.NONE);
    }

    /// Reads a value, or null when it is malformed.
    public static @Nullable NameAddress parse(String value) {
        byte[] bytes = Ascii.bytes(value);
        return read(bytes, 0, Ascii.trimEnd(bytes, 0, bytes.length));
    }

    /// Reads the value in a range without white space at its end, or null when it is malformed.
    public static @Nullable NameAddress read(byte[] bytes, int start, int end) {
        AddressSpan span = AddressSpan.scan(bytes, start, end);
        Uri uri = span == null ? null : Uri.parse(bytes, span.uriStart(), span.uriEnd());
        if (span == null || uri == null) {
            return null;
        }
        int first = Ascii.skip(bytes, span.parameters(), end, Ascii.WHITE);
        return new NameAddress(displayName(bytes, span), uri, Parameters.read(bytes, first, end));
    }

    private static @Nullable String displayName(byte[] bytes, AddressSpan span) {
        int start = span.displayStart();
        int end = span.displayEnd();
        return start == end ? null : Quoted.unquoted(bytes, start, end);
    }

    /// The `tag` parameter, or null: §19.3.
    public @Nullable String tag() {
        return parameters.value("tag");
    }

    /// This address with a parameter set; null for one without value.
    public NameAddress withParameter(String name, @Nullable String value) {
        return new NameAddress(displayName, uri, parameters.with(name, value));
    }

    /// The wire form, with angle brackets and a quoted display name.
    @Override
    public String toString() {
        String name = displayName == null ? "" : Quoted.quote(displayName) + ' ';
        return name + '<' + uri + '>' + parameters;
    }
}
