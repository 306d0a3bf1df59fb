package dev.ringback.header.route;

import dev.ringback.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place of an entry in the tree of History-Info: RFC 7044 §10.3. Ordered as the tree is
/// walked, each entry before those below it.
///
/// @param numbers a number for each hop, from the first: `1.1.2` has three
public record HistoryIndex(List<Integer> numbers) implements Comparable<HistoryIndex> {
    /// Takes a copy of the list.
    ///
    /// @throws IllegalArgumentException if it is empty or a number is negative
    public HistoryIndex {
        numbers = List.copyOf(numbers);
        if (numbers.isEmpty() || numbers.stream().anyMatch(number -> number < 0)) {
            throw new IllegalArgumentException("no index: " + numbers);
        }
    }

    /// Reads an index, or null when it is malformed.
    public static @Nullable HistoryIndex parse(String text) {
        List<Integer> numbers = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int dot = text.indexOf('.', start);
            int end = dot < 0 ? text.length() : dot;
            long number = Ascii.decimal(text.substring(start, end), Integer.MAX_VALUE);
            if (number < 0) {
                return null;
            }
            numbers.add((int) number);
            start = end + 1;
        }
        return new HistoryIndex(numbers);
    }

    /// The index of the entry above, or null for one of the first hop.
    public @Nullable HistoryIndex parent() {
        int hops = numbers.size();
        return hops == 1 ? null : new HistoryIndex(numbers.subList(0, hops - 1));
    }

    /// Whether a hop before this entry is missing: a number is 0.
    public boolean afterGap() {
        return numbers.contains(0);
    }

    @Override
    public int compareTo(HistoryIndex other) {
        int hops = Math.min(numbers.size(), other.numbers.size());
        for (int hop = 0; hop < hops; hop++) {
            int order = numbers.get(hop).compareTo(other.numbers.get(hop));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(numbers.size(), other.numbers.size());
    }

    /// The wire form.
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int number : numbers) {
            text.append(text.isEmpty() ? "" : ".").append(number);
        }
        return text.toString();
    }
}
