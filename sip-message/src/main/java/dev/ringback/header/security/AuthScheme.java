package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.Quoted;
import dev.ringback.text.WireText;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What challenges and credentials share: a scheme, then parameters between commas (RFC 3261 §25.1
/// `challenge`, `credentials`).
final class AuthScheme {
    /// More parameters than this are a fault.
    private static final int MOST = 64;

    private AuthScheme() {}

    static <T> HeaderField.Reader<T> reader(
            BiFunction<String, Map<String, String>, T> constructor) {
        return (bytes, start, end) -> read(bytes, start, end, constructor);
    }

    private static <T> @Nullable T read(
            byte[] bytes,
            int start,
            int end,
            BiFunction<String, Map<String, String>, T> constructor) {
        int scheme = Ascii.skip(bytes, start, end, Ascii.TOKEN);
        int at = Ascii.skip(bytes, scheme, end, Ascii.WHITE);
        if (scheme == start || at == scheme) {
            return null;
        }
        Map<String, String> parameters = parameters(bytes, at, end);
        return parameters == null
                ? null
                : constructor.apply(Ascii.text(bytes, start, scheme), parameters);
    }

    /// Name, equals sign, value, comma, until the end. The same name twice is malformed.
    static @Nullable Map<String, String> parameters(byte[] bytes, int start, int end) {
        AuthParameters.Builder parameters = new AuthParameters.Builder();
        int at = start;
        while (parameters.size() < MOST) {
            int nameEnd = Ascii.skip(bytes, at, end, Ascii.TOKEN);
            int value = value(bytes, nameEnd, end);
            int valueEnd = value < 0 ? -1 : ParameterSyntax.valueEnd(bytes, value, end);
            if (nameEnd == at || valueEnd <= value) {
                return null;
            }
            String text = Quoted.unquote(Ascii.text(bytes, value, valueEnd));
            String name = Ascii.text(bytes, at, nameEnd);
            if (!WireText.isQuotable(text) || !parameters.put(name, text)) {
                return null;
            }
            at = Ascii.skip(bytes, valueEnd, end, Ascii.WHITE);
            if (at == end) {
                return parameters.build();
            }
            if (bytes[at] != ',') {
                return null;
            }
            at = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
        }
        return null;
    }

    /// Where the value begins after a name and an equals sign; -1 when there is no such sign.
    static int value(byte[] bytes, int nameEnd, int end) {
        int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
        boolean good = equals < end && bytes[equals] == '=';
        return good ? Ascii.skip(bytes, equals + 1, end, Ascii.WHITE) : -1;
    }

    /// A copy that finds names in any case; what was read from the wire is one already.
    ///
    /// @throws IllegalArgumentException if there are none, a name is no token or a value has line
    ///     ends
    static Map<String, String> copy(Map<String, String> parameters) {
        if (parameters instanceof AuthParameters) {
            return parameters;
        }
        AuthParameters.Builder copy = new AuthParameters.Builder();
        parameters.forEach(
                (name, value) ->
                        copy.put(
                                WireText.token("parameter name", name),
                                WireText.quotable("a parameter", value)));
        if (copy.size() == 0) {
            throw new IllegalArgumentException("no parameters");
        }
        return copy.build();
    }

    static String wire(Map<String, String> parameters, Set<String> plain) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            boolean token = plain.contains(entry.getKey()) && Ascii.isToken(entry.getValue());
            String value = token ? entry.getValue() : Quoted.quote(entry.getValue());
            text.append(text.isEmpty() ? "" : ",").append(entry.getKey()).append('=').append(value);
        }
        return text.toString();
    }

    /// The count in an `nc` parameter: eight hexadecimal digits, of either case; -1 for anything
    /// else.
    static long nonceCount(@Nullable String nc) {
        byte[] bytes = Ascii.bytes(nc == null ? "" : nc);
        boolean good = bytes.length == 8 && Ascii.skip(bytes, 0, 8, Ascii.HEX) == 8;
        return good ? Long.parseLong(Ascii.text(bytes, 0, 8), 16) : -1;
    }
}
