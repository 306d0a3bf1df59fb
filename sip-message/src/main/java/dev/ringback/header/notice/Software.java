package dev.ringback.header.notice;

import dev.ringback.header.Findings;
import dev.ringback.text.Ascii;
import dev.ringback.text.CommentSyntax;
import dev.ringback.text.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Names of software with their versions, and comments: the value of Server and User-Agent, RFC
/// 3261 §20.35, §20.41.
///
/// Many peers write what they like, so every text is read, and taken apart as well as it goes.
///
/// @param text the whole text as written
public record Software(String text) {
    static final String GRAMMAR =
            """
             HCOLON server-val *(LWS server-val)
            server-val      = product / comment
            product         = token [SLASH product-version]
            product-version = token
            """;

    /// Takes the text.
    ///
    /// @throws IllegalArgumentException if it has control characters or white space at its ends
    public Software {
        WireText.line("name of software", text);
    }

    /// A part of the text.
    public sealed interface Part {}

    /// The name of a program or of a thing in it.
    ///
    /// @param name the name
    /// @param version its version, or null
    public record Product(String name, @Nullable String version) implements Part {
        @Override
        public String toString() {
            return version == null ? name : name + '/' + version;
        }
    }

    /// What is said besides.
    ///
    /// @param text what stands in the parentheses, with its escapes
    public record Comment(String text) implements Part {
        @Override
        public String toString() {
            return '(' + text + ')';
        }
    }

    static @Nullable Software read(byte[] bytes, int start, int end) {
        boolean good = Ascii.skip(bytes, start, end, Ascii.TEXT) == end;
        return good ? new Software(Ascii.text(bytes, start, end)) : null;
    }

    /// The products and comments in their order, the most significant first. A word that is no
    /// token is a product all the same.
    public List<Part> parts() {
        byte[] bytes = Ascii.bytes(text);
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int close = bytes[at] == '(' ? CommentSyntax.end(bytes, at, bytes.length) : -1;
            if (close > 0) {
                parts.add(new Comment(Ascii.text(bytes, at + 1, close - 1)));
                at = close;
            } else {
                at = product(bytes, at, parts);
            }
            at = Ascii.skip(bytes, at, bytes.length, Ascii.WHITE);
        }
        return List.copyOf(parts);
    }

    private static int product(byte[] bytes, int start, List<Part> parts) {
        int nameEnd = wordEnd(bytes, start + 1, true);
        int slash = Ascii.skip(bytes, nameEnd, bytes.length, Ascii.WHITE);
        String name = Ascii.text(bytes, start, nameEnd);
        if (slash == bytes.length || bytes[slash] != '/') {
            parts.add(new Product(name, null));
            return nameEnd;
        }
        int version = Ascii.skip(bytes, slash + 1, bytes.length, Ascii.WHITE);
        int versionEnd = wordEnd(bytes, version, false);
        parts.add(new Product(name, Ascii.text(bytes, version, versionEnd)));
        return versionEnd;
    }

    private static int wordEnd(byte[] bytes, int start, boolean slashEnds) {
        int at = start;
        while (at < bytes.length
                && !Ascii.is(bytes[at], Ascii.WHITE)
                && bytes[at] != '('
                && !(slashEnds && bytes[at] == '/')) {
            at++;
        }
        return at;
    }

    /// The products alone.
    public List<Product> products() {
        List<Product> products = new ArrayList<>();
        for (Part part : parts()) {
            if (part instanceof Product product) {
                products.add(product);
            }
        }
        return List.copyOf(products);
    }

    static void check(Software value, byte[] bytes, int start, int end, Findings findings) {
        int at = start;
        do {
            int after =
                    at < end && bytes[at] == '('
                            ? CommentSyntax.end(bytes, at, end)
                            : productEnd(bytes, at, end);
            boolean apart = after == end || (after > 0 && Ascii.is(bytes[after], Ascii.WHITE));
            if (!apart) {
                int place = after < 0 ? at : after;
                findings.error(place, "Neither product nor comment", "RFC 3261 §25.1");
                return;
            }
            at = Ascii.skip(bytes, after, end, Ascii.WHITE);
        } while (at < end);
    }

    /// Where the product that begins there ends, or -1 when there is none.
    private static int productEnd(byte[] bytes, int start, int end) {
        int name = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        if (name == start) {
            return -1;
        }
        int slash = Ascii.skip(bytes, name, end, Ascii.WHITE);
        if (slash == end || bytes[slash] != '/') {
            return name;
        }
        int version = Ascii.skip(bytes, slash + 1, end, Ascii.WHITE);
        int versionEnd = Ascii.skip(bytes, version, end, Ascii.TOKEN);
        return versionEnd == version ? -1 : versionEnd;
    }

    /// The text as written.
    @Override
    public String toString() {
        return text;
    }
}
