package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.HeaderSyntax;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The header fields that a SIP URI carries after its question mark for the request that is to be
/// made of it: RFC 3261 §19.1.1, §19.1.5. Refer-To, History-Info and Contact use them.
public final class EmbeddedHeaders {
    private EmbeddedHeaders() {}

    /// Reads the values of a header field; empty when the URI has none, or one that is malformed.
    public static <T> List<T> read(Uri uri, HeaderField<T> field) {
        String value = value(uri, field.name());
        if (value == null) {
            return List.of();
        }
        byte[] bytes = Ascii.bytes(value);
        List<T> values = new ArrayList<>();
        int first = Ascii.skip(bytes, 0, bytes.length, Ascii.WHITE);
        int fault = field.readLine(bytes, first, Ascii.trimEnd(bytes, first, bytes.length), values);
        return fault < 0 ? List.copyOf(values) : List.of();
    }

    /// The value of a header field, unescaped; null when the URI has none, or one that may not
    /// stand in a header line: an escaped line end would make two of it.
    public static @Nullable String value(Uri uri, HeaderName name) {
        if (!(uri instanceof SipUri sip)) {
            return null;
        }
        String value = sip.header(name.canonical());
        if (value == null && name.compact() != 0) {
            value = sip.header(String.valueOf(name.compact()));
        }
        byte[] bytes = value == null ? new byte[0] : Ascii.bytes(value);
        return HeaderSyntax.isText(bytes, 0, bytes.length) ? value : null;
    }
}
