package dev.ringback.cli.terminal;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes JSON from maps, collections, strings, numbers, booleans and null.
public final class Json {
    private Json() {}

    /// The value as one line of JSON.
    public static String write(@Nullable Object value) {
        StringBuilder json = new StringBuilder();
        append(json, value);
        return json.toString();
    }

    private static void append(StringBuilder json, @Nullable Object value) {
        switch (value) {
            case null -> json.append("null");
            case Map<?, ?> map -> {
                String before = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    quote(json.append(before), String.valueOf(entry.getKey()));
                    append(json.append(':'), entry.getValue());
                    before = ",";
                }
                json.append(map.isEmpty() ? "{}" : "}");
            }
            case Collection<?> items -> {
                String before = "[";
                for (Object item : items) {
                    append(json.append(before), item);
                    before = ",";
                }
                json.append(items.isEmpty() ? "[]" : "]");
            }
            case Number number -> json.append(number);
            case Boolean truth -> json.append(truth);
            default -> quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
