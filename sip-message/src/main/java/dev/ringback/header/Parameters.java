package dev.ringback.header;

import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The parameters of a header field's value, in their order: RFC 3261 §7.3.1. Names are compared
/// in any case; when one stands twice, the first counts. Immutable.
public final class Parameters {
    /// No parameters.
    public static final Parameters NONE = new Parameters("");

    /// Known to be good and without white space outside of quotes: `;a=b;c`.
    private final String text;

    private Parameters(String text) {
        this.text = text;
    }

    /// Reads parameters, each with its semicolon before it; null when they are malformed.
    public static @Nullable Parameters parse(String text) {
        byte[] bytes = Ascii.bytes(text);
        return ParameterSyntax.isParameters(bytes, 0, bytes.length)
                ? read(bytes, 0, bytes.length)
                : null;
    }

    /// Takes parameters that [ParameterSyntax#isParameters] has found good.
    public static Parameters read(byte[] bytes, int start, int end) {
        if (start == end) {
            return NONE;
        }
        String text = Ascii.text(bytes, start, end);
        return new Parameters(Ascii.hasSpace(bytes, start, end) ? tight(text) : text);
    }

    private static String tight(String text) {
        StringBuilder tight = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                tight.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (quoted || (c != ' ' && c != '\t')) {
                tight.append(c);
            }
        }
        return tight.toString();
    }

    /// The value of a parameter, its quotes taken away; empty for one without value; null when it
    /// is not there.
    public @Nullable String value(String name) {
        int start = 0;
        while (start < text.length()) {
            int nameEnd = nameEnd(start + 1);
            int end = end(nameEnd);
            if (isName(start + 1, nameEnd, name)) {
                return nameEnd == end ? "" : Quoted.unquote(text.substring(nameEnd + 1, end));
            }
            start = end;
        }
        return null;
    }

    /// Whether the parameter is there, with or without a value.
    public boolean has(String name) {
        return find(name) >= 0;
    }

    private int find(String name) {
        int start = 0;
        while (start < text.length()) {
            int nameEnd = nameEnd(start + 1);
            if (isName(start + 1, nameEnd, name)) {
                return start;
            }
            start = end(nameEnd);
        }
        return -1;
    }

    private boolean isName(int start, int end, String name) {
        return end - start == name.length()
                && text.regionMatches(true, start, name, 0, name.length());
    }

    private int nameEnd(int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ';') {
            at++;
        }
        return at;
    }

    /// Where the parameter ends whose name ends at `nameEnd`.
    private int end(int nameEnd) {
        int at = nameEnd + 1;
        if (nameEnd == text.length() || text.charAt(nameEnd) == ';') {
            return nameEnd;
        }
        if (text.charAt(at) != '"') {
            int semicolon = text.indexOf(';', at);
            return semicolon < 0 ? text.length() : semicolon;
        }
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /// The names in their order, in lower case.
    public List<String> names() {
        List<String> names = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int nameEnd = nameEnd(start + 1);
            names.add(Ascii.lower(text.substring(start + 1, nameEnd)));
            start = end(nameEnd);
        }
        return List.copyOf(names);
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// These parameters with one set, in its place or at the end. A value that is neither a token
    /// nor a host is quoted.
    ///
    /// @param name the name
    /// @param value the value, unquoted; null for a parameter without value
    /// @throws IllegalArgumentException if the name is no token or the value has line ends
    public Parameters with(String name, @Nullable String value) {
        return with(name, value, false);
    }

    /// These parameters with one set to a quoted string.
    ///
    /// @throws IllegalArgumentException if the name is no token or the value has line ends
    public Parameters withQuoted(String name, String value) {
        return with(name, value, true);
    }

    private Parameters with(String name, @Nullable String value, boolean quote) {
        if (!Ascii.isToken(name)) {
            throw new IllegalArgumentException("no parameter name: " + name);
        }
        String field = ';' + name + (value == null ? "" : '=' + wire(value, quote));
        int start = find(name);
        if (start < 0) {
            return new Parameters(text + field);
        }
        int end = end(nameEnd(start + 1));
        return new Parameters(text.substring(0, start) + field + text.substring(end));
    }

    private static String wire(String value, boolean quote) {
        if (!quote && Ascii.isToken(value)) {
            return value;
        }
        byte[] bytes = Ascii.bytes(value);
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("line end in a parameter's value");
        }
        boolean plain = Ascii.skip(bytes, 0, bytes.length, Ascii.VALUE) == bytes.length;
        return quote || !plain || value.isEmpty() ? Quoted.quote(value) : value;
    }

    /// These parameters without any of this name.
    public Parameters without(String name) {
        String rest = text;
        Parameters result = this;
        int start = find(name);
        while (start >= 0) {
            int end = result.end(result.nameEnd(start + 1));
            rest = rest.substring(0, start) + rest.substring(end);
            result = new Parameters(rest);
            start = result.find(name);
        }
        return result;
    }

    /// Whether both are written alike.
    @Override
    public boolean equals(Object other) {
        return other instanceof Parameters parameters && parameters.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// The wire form, each parameter with its semicolon before it; empty when there are none.
    @Override
    public String toString() {
        return text;
    }
}
