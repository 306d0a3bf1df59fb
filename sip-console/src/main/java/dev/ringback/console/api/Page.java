package dev.ringback.console.api;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The first few of many things, in the order of their keys: however many are offered, no more than
/// a page of them is held.
final class Page<T> {
    private final String after;
    private final int limit;
    private final TreeMap<String, T> first = new TreeMap<>(Comparator.naturalOrder());

    /// @param after only what has a greater key
    Page(String after, int limit) {
        this.after = after;
        this.limit = limit;
    }

    /// Whether something of this key can be on the page. Cheap, to be asked first.
    boolean wants(String key) {
        return key.compareTo(after) > 0
                && (first.size() <= limit || key.compareTo(first.lastKey()) < 0);
    }

    void offer(String key, T thing) {
        first.put(key, thing);
        if (first.size() > limit + 1) {
            first.pollLastEntry();
        }
    }

    /// What is on it.
    List<T> items() {
        List<T> items = new ArrayList<>(first.values());
        return items.size() > limit ? items.subList(0, limit) : items;
    }

    /// Where the next one begins; null where this is the last one.
    @Nullable String next() {
        if (first.size() <= limit) {
            return null;
        }
        Map.Entry<String, T> beyond = first.lastEntry();
        return Asked.id(first.lowerKey(beyond.getKey()));
    }
}
