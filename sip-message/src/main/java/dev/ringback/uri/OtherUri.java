package dev.ringback.uri;

import dev.ringback.text.Ascii;

/// An absolute URI of RFC 3986 that no other class reads: `http`, `mailto` and the rest, and a
/// `tel` or `urn` that does not follow the rules of its scheme. Kept as text.
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

    /// Whether both are the same after RFC 3986 §6.2.2: scheme and host in any case, escapes in any
    /// case and as good as the character where that is not reserved. Paths are not resolved.
    @Override
    public boolean equivalent(Uri other) {
        return other instanceof OtherUri uri
                && (uri.text.equals(text) || uri.normal().equals(normal()));
    }

    private String normal() {
        String rest = Escapes.normal(rest());
        int host = hostStart(rest);
        int end = hostEnd(rest, host);
        return scheme()
                + ':'
                + rest.substring(0, host)
                + Ascii.lower(rest.substring(host, end))
                + rest.substring(end);
    }

    private static int hostStart(String rest) {
        int end = hostEnd(rest, 2);
        int at = rest.lastIndexOf('@', end - 1);
        return rest.startsWith("//") ? Math.max(2, at + 1) : 0;
    }

    private static int hostEnd(String rest, int start) {
        int at = start;
        while (at < rest.length() && "/?#".indexOf(rest.charAt(at)) < 0) {
            at++;
        }
        return rest.startsWith("//") ? at : 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OtherUri uri && uri.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
