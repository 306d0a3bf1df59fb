package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.UriSyntax;
import org.jspecify.annotations.Nullable;

/// A URI: RFC 3261 §19.1 for `sip` and `sips`, any other scheme kept as text. Immutable.
public sealed interface Uri permits SipUri, OtherUri {
    /// The scheme in lower case: `sip`, `sips`, `tel`.
    String scheme();

    /// The URI exactly as it was written.
    @Override
    String toString();

    /// Reads a URI, or null when the text is none. Never throws.
    static @Nullable Uri parse(String text) {
        byte[] bytes = Ascii.bytes(text);
        return parse(bytes, 0, bytes.length);
    }

    /// Reads the URI that a range of octets is, or null when it is none. Never throws.
    ///
    /// @param bytes the octets; they are not kept
    /// @param start where the URI begins
    /// @param end where it ends
    static @Nullable Uri parse(byte[] bytes, int start, int end) {
        int colon = UriSyntax.schemeEnd(bytes, start, end);
        if (colon < 0) {
            return null;
        }
        boolean sip = UriSyntax.isSip(bytes, start, colon);
        if (!UriSyntax.isRest(bytes, colon + 1, end, sip)) {
            return null;
        }
        String text = Ascii.text(bytes, start, end);
        return sip ? new SipUri(text) : new OtherUri(text);
    }
}
