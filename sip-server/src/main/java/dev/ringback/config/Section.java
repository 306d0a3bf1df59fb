package dev.ringback.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of one level of a configuration file, read one by one. A key that nobody may read is an
/// error.
public final class Section {
    private final Node.Mapping mapping;

    /// @param known the keys that may be there
    Section(Node.Mapping mapping, List<String> known) throws ConfigException {
        this.mapping = mapping;
        for (Node.Key key : mapping.entries().keySet()) {
            if (!known.contains(key.name())) {
                String meant = Suggestion.nearest(key.name(), known);
                String hint =
                        meant == null
                                ? "known here: " + String.join(", ", known)
                                : "did you mean '" + meant + "'?";
                throw new ConfigException(key.place(), "unknown key '" + key.name() + "', " + hint);
            }
        }
    }

    /// Where it begins.
    public Place place() {
        return mapping.place();
    }

    /// The section that a node is.
    ///
    /// @param what what messages call it
    public static Section of(Node node, String what, List<String> known) throws ConfigException {
        return switch (node) {
            case Node.Mapping below -> new Section(below, known);
            default ->
                    throw new ConfigException(
                            node.place(),
                            "'"
                                    + what
                                    + "' takes the keys "
                                    + String.join(", ", known)
                                    + ", found "
                                    + node.kind());
        };
    }

    /// The names of the keys that are there, in the order of the file.
    public List<String> keys() {
        return mapping.entries().keySet().stream().map(Node.Key::name).toList();
    }

    /// Whether a key is there.
    public boolean has(String key) {
        return keys().contains(key);
    }

    /// Where a key stands; the section's own place when it is absent.
    public Place place(String key) {
        return mapping.entries().keySet().stream()
                .filter(name -> name.name().equals(key))
                .map(Node.Key::place)
                .findFirst()
                .orElse(place());
    }

    /// The node of a key, or null when it is absent.
    public @Nullable Node node(String key) {
        for (Map.Entry<Node.Key, Node> entry : mapping.entries().entrySet()) {
            if (entry.getKey().name().equals(key)) {
                return entry.getValue();
            }
        }
        return null;
    }

    /// The items of a list of any nodes; none when the key is absent.
    public List<Node> items(String key) throws ConfigException {
        Node node = node(key);
        return switch (node) {
            case null -> List.of();
            case Node.Sequence list -> list.items();
            default ->
                    throw new ConfigException(
                            node.place(), "'" + key + "' takes a list, found " + node.kind());
        };
    }

    /// The keys below a key whose names are free, with their nodes; none when it is absent.
    public Map<Node.Key, Node> entries(String key) throws ConfigException {
        Node node = node(key);
        return switch (node) {
            case null -> Map.of();
            case Node.Mapping below -> below.entries();
            default ->
                    throw new ConfigException(
                            node.place(),
                            "'" + key + "' takes keys with values, found " + node.kind());
        };
    }

    /// The keys below a key, or null when it is absent.
    public @Nullable Section section(String key, String... known) throws ConfigException {
        Node node = node(key);
        return node == null ? null : of(node, key, List.of(known));
    }

    /// The value of a key as the reader understands it, or null when it is absent.
    public <T> @Nullable T value(String key, Reader<T> reader) throws ConfigException {
        Node node = node(key);
        return node == null ? null : value(key, node, reader);
    }

    /// The value that a node is, as the reader understands it.
    ///
    /// @param key what messages call it
    public static <T> T value(String key, Node node, Reader<T> reader) throws ConfigException {
        if (!(node instanceof Node.Scalar(Place place, String text)) || text.isEmpty()) {
            throw new ConfigException(
                    node.place(), "'" + key + "' takes a single value, found " + node.kind());
        }
        try {
            return reader.read(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(place, key + ": " + e.getMessage());
        }
    }

    /// The values of a key, a single one being a list of one; or null when it is absent. A value
    /// given twice is an error.
    public <T> @Nullable List<T> list(String key, Reader<T> reader) throws ConfigException {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        List<Node> items = node instanceof Node.Sequence list ? list.items() : List.of(node);
        if (items.isEmpty()) {
            throw new ConfigException(node.place(), "'" + key + "' needs at least one value");
        }
        List<T> values = new ArrayList<>();
        Set<T> seen = new HashSet<>();
        for (Node item : items) {
            T value = value(key, item, reader);
            if (!seen.add(value)) {
                throw new ConfigException(item.place(), key + ": '" + value + "' is listed twice");
            }
            values.add(value);
        }
        return values;
    }

    /// The values below each of the names that a key takes, a single one being a list of one; or
    /// null when the key is absent. The names are the user's own, so any may be there.
    public <K, V> @Nullable Map<K, List<V>> lists(String key, Reader<K> names, Reader<V> values)
            throws ConfigException {
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof Node.Mapping below)) {
            throw new ConfigException(
                    node.place(), "'" + key + "' takes names with lists, found " + node.kind());
        }
        Section section = new Section(below, namesOf(below));
        Map<K, List<V>> lists = new LinkedHashMap<>();
        for (Node.Key each : below.entries().keySet()) {
            List<V> list = section.list(each.name(), values);
            lists.put(name(each, names), list == null ? List.of() : list);
        }
        return lists;
    }

    private static List<String> namesOf(Node.Mapping mapping) {
        return mapping.entries().keySet().stream().map(Node.Key::name).toList();
    }

    private static <K> K name(Node.Key key, Reader<K> reader) throws ConfigException {
        try {
            return reader.read(key.name());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(key.place(), String.valueOf(e.getMessage()));
        }
    }

    /// Turns text into a value.
    @FunctionalInterface
    public interface Reader<T> {
        /// The value.
        ///
        /// @throws IllegalArgumentException with what is wrong with the text
        T read(String text);
    }
}
