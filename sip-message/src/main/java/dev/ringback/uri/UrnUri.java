package dev.ringback.uri;

import dev.ringback.text.Ascii;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A URN: RFC 8141. In SIP mostly a service, `urn:service:sos` (RFC 5031), or the instance of a
/// user agent, `urn:uuid:` (RFC 5626 §4.1). Immutable.
public final class UrnUri implements Uri {
    private static final int LONGEST_IDENTIFIER = 32;

    /// Namespaces whose own rules compare their strings in any case: RFC 5031 §3 and RFC 4122 §3.
    private static final List<String> CASELESS = List.of("service", "uuid");

    private final String text;
    private final int nameStart;
    private final int nameEnd;

    private UrnUri(String text, int nameStart, int nameEnd) {
        this.text = text;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
    }

    /// Reads a text that is a URI of this scheme, or null where RFC 8141 §2 does not allow it.
    static @Nullable UrnUri read(String text) {
        int identifier = "urn:".length();
        int colon = text.indexOf(':', identifier);
        int end = nameEnd(text);
        boolean good =
                colon > 0
                        && colon < end
                        && isIdentifier(text.substring(identifier, colon))
                        && isName(text.substring(colon + 1, end))
                        && isTail(text.substring(end));
        return good ? new UrnUri(text, colon + 1, end) : null;
    }

    private static int nameEnd(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) != '?' && text.charAt(at) != '#') {
            at++;
        }
        return at;
    }

    private static boolean isIdentifier(String identifier) {
        int length = identifier.length();
        return length >= 2
                && length <= LONGEST_IDENTIFIER
                && identifier.charAt(0) != '-'
                && identifier.charAt(length - 1) != '-'
                && identifier.chars().allMatch(UrnUri::isLetterDigitHyphen);
    }

    private static boolean isLetterDigitHyphen(int c) {
        return c == '-' || (c < 128 && Character.isLetterOrDigit(c));
    }

    private static boolean isName(String name) {
        return !name.isEmpty() && name.charAt(0) != '/' && !hasBracket(name);
    }

    private static boolean hasBracket(String name) {
        return name.indexOf('[') >= 0 || name.indexOf(']') >= 0;
    }

    /// Whether what follows the name is `?+r`, `?=q` and `#f`, in this order, each at most once.
    private static boolean isTail(String tail) {
        int hash = tail.indexOf('#');
        String questions = hash < 0 ? tail : tail.substring(0, hash);
        boolean oneFragment = hash < 0 || tail.indexOf('#', hash + 1) < 0;
        int q = questions.indexOf("?=");
        String r = q < 0 ? questions : questions.substring(0, q);
        boolean first = r.isEmpty() || (r.startsWith("?+") && isComponent(r.substring(2)));
        boolean second = q < 0 || isComponent(questions.substring(q + 2));
        return oneFragment && first && second && !hasBracket(tail);
    }

    private static boolean isComponent(String component) {
        return !component.isEmpty() && "/?".indexOf(component.charAt(0)) < 0;
    }

    @Override
    public String scheme() {
        return "urn";
    }

    /// The namespace identifier in lower case: `service`, `uuid`.
    public String namespace() {
        return Ascii.lower(text.substring("urn:".length(), nameStart - 1));
    }

    /// The namespace-specific string as written: `sos.fire`.
    public String name() {
        return text.substring(nameStart, nameEnd);
    }

    /// The r-component, for whoever resolves the name, or null.
    public @Nullable String resolution() {
        String questions = questions();
        int end = questions.indexOf("?=");
        return questions.startsWith("?+")
                ? questions.substring(2, end < 0 ? questions.length() : end)
                : null;
    }

    /// The q-component, for the named resource, or null.
    public @Nullable String query() {
        int start = questions().indexOf("?=");
        return start < 0 ? null : questions().substring(start + 2);
    }

    /// The f-component, a place within the named resource, or null.
    public @Nullable String fragment() {
        int hash = text.indexOf('#');
        return hash < 0 ? null : text.substring(hash + 1);
    }

    private String questions() {
        int hash = text.indexOf('#');
        return text.substring(nameEnd, hash < 0 ? text.length() : hash);
    }

    /// The service that a URN of the namespace `service` names, from the most general label on, in
    /// lower case: `sos`, `fire`. RFC 5031 §3. Empty for other namespaces.
    public List<String> service() {
        return namespace().equals("service")
                ? List.of(Ascii.lower(name()).split("\\.", -1))
                : List.of();
    }

    /// Whether this is an emergency service: `urn:service:sos` or a part of it, RFC 5031 §4.2.
    public boolean emergency() {
        return !service().isEmpty() && service().getFirst().equals("sos");
    }

    /// Whether both name the same: RFC 8141 §3.1. Scheme, namespace and the digits of escapes count
    /// in any case, escapes are not undone, and what follows the name does not count. The names of
    /// services and UUIDs count in any case, too.
    @Override
    public boolean equivalent(Uri other) {
        return other instanceof UrnUri urn && urn.assigned().equals(assigned());
    }

    private String assigned() {
        String namespace = namespace();
        String name = Escapes.capitals(name());
        return namespace + ':' + (CASELESS.contains(namespace) ? Ascii.lower(name) : name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UrnUri uri && uri.text.equals(text);
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
