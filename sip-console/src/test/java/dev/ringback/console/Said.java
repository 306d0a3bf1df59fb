package dev.ringback.console;

import dev.ringback.control.JsonLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An object of JSON, whose null is the word `null`.
///
/// @param values what it has, by name
record Said(Map<String, Object> values) {
    static Said of(String json) throws IOException {
        return new Said(named(JsonLine.read(json)));
    }

    private static Map<String, Object> named(Map<?, ?> object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(String.valueOf(name), value(value)));
        return values;
    }

    private static Object value(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Map<?, ?> map -> named(map);
            case List<?> list -> list.stream().map(Said::value).toList();
            default -> value;
        };
    }

    Object get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    String text(String name) {
        return get(name).toString();
    }

    List<Said> list(String name) {
        List<Said> items = new ArrayList<>();
        for (Object item : (List<?>) get(name)) {
            items.add(new Said(named((Map<?, ?>) item)));
        }
        return items;
    }
}
