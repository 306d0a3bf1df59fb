package dev.ringback.cli.ctl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server answered.
///
/// @param values the values by their names
record Answer(Map<String, @Nullable Object> values) {
    /// A value as text; null where there is none.
    @Nullable String text(String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    /// A number, 0 where there is none.
    long number(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    /// The texts of a list, none where there is none.
    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// The object below a name, empty where there is none.
    Answer below(String name) {
        Map<String, @Nullable Object> below = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> below.put(String.valueOf(key), value));
        }
        return new Answer(below);
    }

    static String or(@Nullable String text, String other) {
        return text == null ? other : text;
    }
}
