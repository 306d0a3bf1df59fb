package dev.ringback.config;

import java.util.List;
import java.util.Map;

/// A part of a configuration file with its place.
public sealed interface Node {
    /// Where it begins.
    Place place();

    /// What it is, for a message: `a list`.
    String kind();

    /// One value, its environment variables already put in.
    ///
    /// @param place where it begins
    /// @param text the value
    record Scalar(Place place, String text) implements Node {
        @Override
        public String kind() {
            return text.isEmpty() ? "nothing" : "a single value";
        }
    }

    /// A list of values.
    ///
    /// @param place where it begins
    /// @param items the values
    record Sequence(Place place, List<Node> items) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Keys with their values, in the order of the file.
    ///
    /// @param place where it begins
    /// @param entries the keys with their values
    record Mapping(Place place, Map<Key, Node> entries) implements Node {
        @Override
        public String kind() {
            return "keys with values";
        }
    }

    /// A key. Two keys are the same when their names are.
    ///
    /// @param place where it begins
    /// @param name the name
    record Key(Place place, String name) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
