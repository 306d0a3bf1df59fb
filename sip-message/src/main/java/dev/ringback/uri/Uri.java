package dev.ringback.uri;

import dev.ringback.text.Ascii;
import dev.ringback.text.UriSyntax;
import org.jspecify.annotations.Nullable;

/// A URI: RFC 3261 §19.1 for `sip` and `sips`, RFC 3966 for `tel`, RFC 8141 for `urn`, any other
/// scheme kept as text (RFC 3986). Immutable.
///
/// What does not follow its own scheme's rules, a `tel` number without context, say, may still be a
/// URI by RFC 3986: then it is an [OtherUri], and can be forwarded by whom it does not concern.
///
/// `equals` means written alike; whether two URIs mean the same is asked with [#equivalent].
public sealed interface Uri permits SipUri, TelUri, UrnUri, OtherUri {
    /// The scheme in lower case: `sip`, `sips`, `tel`.
    String scheme();

    /// Whether its scheme is `sips`, RFC 3261 §26.2.2.
    default boolean secure() {
        return false;
    }

    /// Whether both URIs mean the same by the rules of their scheme: RFC 3261 §19.1.4, RFC 3966 §4,
    /// RFC 8141 §3.1, RFC 3986 §6.2.2. URIs of different schemes never do.
    boolean equivalent(Uri other);

    /// The URI exactly as it was written.
    @Override
    String toString();

    /// Reads a URI, or null when the text is none. Never throws.
    static @Nullable Uri parse(String text) {
        return Ascii.isAscii(text) ? parse(Ascii.bytes(text), 0, text.length()) : null;
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
        if (UriSyntax.isSip(bytes, start, colon)) {
            return SipUri.read(bytes, start, end);
        }
        if (!UriSyntax.isRest(bytes, colon + 1, end, false)) {
            return null;
        }
        String text = Ascii.text(bytes, start, end);
        Uri known =
                switch (Ascii.lower(text.substring(0, colon - start))) {
                    case "tel" -> TelUri.read(text);
                    case "urn" -> UrnUri.read(text);
                    default -> null;
                };
        return known == null ? new OtherUri(text) : known;
    }
}
