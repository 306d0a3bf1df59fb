package dev.ringback.stir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// JSON that has one spelling only, so that who signs it and who verifies it mean the same octets:
/// RFC 8225 §9. Values are [Map] with string keys, [List], [String], [Long], [Boolean] and, for
/// numbers that are no whole ones, [Double]; there is no `null` among them.
final class DeterministicJson {
    private static final int DEEPEST = 8;
    private static final String CONTROLS = "\b\t\n\f\r";
    private static final String SHORT = "btnfr";

    private DeterministicJson() {}

    /// Writes a value: keys in the order of their code points, no white space, nothing escaped that
    /// need not be.
    static String write(Object value) {
        StringBuilder text = new StringBuilder(128);
        write(value, text);
        return text.toString();
    }

    private static void write(Object value, StringBuilder text) {
        switch (value) {
            case Map<?, ?> object -> {
                TreeMap<String, Object> sorted = new TreeMap<>(DeterministicJson::order);
                object.forEach((key, each) -> sorted.put(String.valueOf(key), each));
                char before = '{';
                for (Map.Entry<String, Object> entry : sorted.entrySet()) {
                    quote(entry.getKey(), text.append(before));
                    write(entry.getValue(), text.append(':'));
                    before = ',';
                }
                text.append(sorted.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                char before = '[';
                for (Object each : list) {
                    write(each, text.append(before));
                    before = ',';
                }
                text.append(list.isEmpty() ? "[]" : "]");
            }
            case String string -> quote(string, text);
            default -> text.append(value);
        }
    }

    /// The order of code points, which differs from that of Java's strings where pairs begin.
    private static int order(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return java.util.Arrays.compare(left, right);
    }

    private static void quote(String string, StringBuilder text) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            int control = CONTROLS.indexOf(c);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (control >= 0) {
                text.append('\\').append(SHORT.charAt(control));
            } else if (c < ' ') {
                text.append("\\u00")
                        .append(c < 16 ? '0' : '1')
                        .append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    /// Reads an object, or null where the octets are none, say a key twice, nest deeper than 8 or
    /// have a `null`.
    static @Nullable Map<String, Object> read(byte[] json) {
        JsonFactory factory =
                JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            Map<String, Object> object =
                    parser.nextToken() == JsonToken.START_OBJECT ? object(parser, 0) : null;
            return object != null && parser.nextToken() == null ? object : null;
        } catch (JacksonException _) {
            return null;
        }
    }

    private static @Nullable Map<String, Object> object(JsonParser parser, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            Object value = value(parser, parser.nextToken(), depth + 1);
            if (value == null) {
                return null;
            }
            object.put(name, value);
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        return switch (token) {
            case START_OBJECT -> object(parser, depth);
            case START_ARRAY -> array(parser, depth);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static @Nullable Object whole(JsonParser parser) {
        return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? null
                : parser.getLongValue();
    }

    private static @Nullable List<Object> array(JsonParser parser, int depth) {
        List<Object> array = new ArrayList<>();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            Object value = token == null ? null : value(parser, token, depth + 1);
            if (value == null) {
                return null;
            }
            array.add(value);
        }
        return array;
    }
}
