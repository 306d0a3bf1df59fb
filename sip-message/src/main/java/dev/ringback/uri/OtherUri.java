package dev.ringback.uri;

import dev.ringback.text.Ascii;

/// A URI whose scheme is neither `sip` nor `sips`: `tel` (RFC 3966), `urn`, `http` and the rest,
/// kept as text.
public final class OtherUri implements Uri {
    private final String text;

    OtherUri(String text) {
        this.text = text;
    }

    @Override
    public String scheme() {
        return Ascii.lower(text.substring(0, text.indexOf(':')));
    }

    /// What follows the scheme and its colon, as written.
    public String rest() {
        return text.substring(text.indexOf(':') + 1);
    }

    /// Whether the other is the same URI: the scheme in any case, the rest letter for letter.
    @Override
    public boolean equals(Object other) {
        return other instanceof OtherUri uri
                && uri.scheme().equals(scheme())
                && uri.rest().equals(rest());
    }

    @Override
    public int hashCode() {
        return rest().hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
