package dev.ringback.bench.run.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A value of JSON. RFC 8259.
public sealed interface Json {
    /// The text of it; numbers that JSON cannot say become `null`.
    String text();

    /// A string.
    ///
    /// @param value the characters
    record Text(String value) implements Json {
        @Override
        public String text() {
            StringBuilder out = new StringBuilder("\"");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ') {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
            return out.append('"').toString();
        }
    }

    /// A number.
    ///
    /// @param value may be NaN, which is written as `null`
    record Amount(double value) implements Json {
        @Override
        public String text() {
            if (!Double.isFinite(value)) {
                return "null";
            }
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            return whole ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /// `true`, `false` or `null`.
    ///
    /// @param text the word
    record Word(String text) implements Json {}

    /// An array.
    ///
    /// @param items its elements
    record Sequence(List<Json> items) implements Json {
        /// Takes a copy.
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String text() {
            return "[" + String.join(", ", items.stream().map(Json::text).toList()) + "]";
        }
    }

    /// An object; its members keep their order.
    ///
    /// @param members values by name
    record Item(Map<String, Json> members) implements Json {
        /// An empty one.
        public Item() {
            this(Map.of());
        }

        /// The same with one more member.
        public Item with(String name, Json value) {
            Map<String, Json> all = new LinkedHashMap<>(members);
            all.put(name, value);
            return new Item(all);
        }

        /// The same with a string.
        public Item with(String name, String value) {
            return with(name, new Text(value));
        }

        /// The same with a number.
        public Item with(String name, double value) {
            return with(name, new Amount(value));
        }

        /// A number of it.
        ///
        /// @throws IllegalArgumentException when there is none under this name
        public double number(String name) {
            if (members.get(name) instanceof Amount amount) {
                return amount.value();
            }
            throw new IllegalArgumentException("no number '" + name + "' in " + text());
        }

        /// Objects of numbers by name; empty when there are none.
        public Map<String, Map<String, Double>> numbers(String name) {
            Map<String, Map<String, Double>> found = new LinkedHashMap<>();
            if (members.get(name) instanceof Item groups) {
                groups.members().forEach((group, of) -> found.put(group, amounts(of)));
            }
            return found;
        }

        private static Map<String, Double> amounts(Json group) {
            Map<String, Double> found = new LinkedHashMap<>();
            if (group instanceof Item item) {
                item.members()
                        .forEach(
                                (name, value) -> {
                                    if (value instanceof Amount amount) {
                                        found.put(name, amount.value());
                                    }
                                });
            }
            return found;
        }

        @Override
        public String text() {
            List<String> parts = new ArrayList<>();
            members.forEach(
                    (name, value) -> parts.add(new Text(name).text() + ": " + value.text()));
            return "{" + String.join(", ", parts) + "}";
        }
    }

    /// Numbers as an array.
    static Sequence numbers(List<Double> values) {
        List<Json> items = new ArrayList<>();
        values.forEach(value -> items.add(new Amount(value)));
        return new Sequence(items);
    }

    /// Reads an object.
    ///
    /// @throws IllegalArgumentException when the text is not one
    static Item parse(String text) {
        return new JsonReader(text).whole();
    }
}
