package dev.ringback.header.security;

import dev.ringback.header.HeaderField;
import dev.ringback.text.Ascii;
import dev.ringback.text.ParameterSyntax;
import dev.ringback.text.Quoted;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    private static @Nullable Map<String, String> parameters(byte[] bytes, int start, int end) {
        Map<String, String> parameters = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        int at = start;
        while (parameters.size() < MOST) {
            int nameEnd = Ascii.skip(bytes, at, end, Ascii.TOKEN);
            int equals = Ascii.skip(bytes, nameEnd, end, Ascii.WHITE);
            if (nameEnd == at || equals == end || bytes[equals] != '=') {
                return null;
            }
            int value = Ascii.skip(bytes, equals + 1, end, Ascii.WHITE);
            int valueEnd = ParameterSyntax.valueEnd(bytes, value, end);
            if (valueEnd <= value) {
                return null;
            }
            String text = Quoted.unquote(Ascii.text(bytes, value, valueEnd));
            if (parameters.put(Ascii.text(bytes, at, nameEnd), text) != null) {
                return null;
            }
            at = Ascii.skip(bytes, valueEnd, end, Ascii.WHITE);
            if (at == end) {
                return parameters;
            }
            if (bytes[at] != ',') {
                return null;
            }
            at = Ascii.skip(bytes, at + 1, end, Ascii.WHITE);
        }
        return null;
    }

    static Map<String, String> copy(Map<String, String> parameters) {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(parameters);
        return Collections.unmodifiableMap(copy);
    }

    static String wire(String scheme, Map<String, String> parameters, Set<String> plain) {
        StringBuilder text = new StringBuilder(scheme);
        char separator = ' ';
        for (Map.Entry<String, String> entry : parameters.entrySet()) {
            boolean token = plain.contains(entry.getKey()) && Ascii.isToken(entry.getValue());
            String value = token ? entry.getValue() : Quoted.quote(entry.getValue());
            text.append(separator).append(entry.getKey()).append('=').append(value);
            separator = ',';
        }
        return text.toString();
    }
}
