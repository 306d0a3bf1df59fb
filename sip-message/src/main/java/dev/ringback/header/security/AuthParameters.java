package dev.ringback.header.security;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a challenge or of credentials: found by name in any case, in the order of
/// their names. A few names side by side, since every REGISTER with a password brings them.
/// Immutable.
final class AuthParameters extends AbstractMap<String, String> {
    /// Name, value, name, value, sorted by the names.
    private final String[] pairs;

    private AuthParameters(String[] pairs) {
        this.pairs = pairs;
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return find(name) >= 0;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        int found = find(name);
        return found < 0 ? null : pairs[found + 1];
    }

    private int find(@Nullable Object name) {
        if (name instanceof String text) {
            for (int i = 0; i < pairs.length; i += 2) {
                if (pairs[i].equalsIgnoreCase(text)) {
                    return i;
                }
            }
        }
        return -1;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new Entries();
    }

    /// The pairs as a set.
    private final class Entries extends AbstractSet<Entry<String, String>> {
        @Override
        public int size() {
            return AuthParameters.this.size();
        }

        @Override
        public Iterator<Entry<String, String>> iterator() {
            return new Walk();
        }
    }

    /// From pair to pair.
    private final class Walk implements Iterator<Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        public Entry<String, String> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            next += 2;
            return Map.entry(pairs[next - 2], pairs[next - 1]);
        }
    }

    /// Parameters in the making.
    static final class Builder {
        private static final int USUAL = 20;

        private @Nullable String[] pairs = new String[USUAL];
        private int length;

        int size() {
            return length / 2;
        }

        /// Takes a parameter, in the place of one of the same name.
        ///
        /// @return whether there was none of that name
        boolean put(String name, String value) {
            int at = length;
            while (at > 0) {
                int order = String.CASE_INSENSITIVE_ORDER.compare(pairs[at - 2], name);
                if (order == 0) {
                    pairs[at - 1] = value;
                    return false;
                }
                if (order < 0) {
                    break;
                }
                at -= 2;
            }
            insert(at, name, value);
            return true;
        }

        private void insert(int at, String name, String value) {
            if (length == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * length);
            }
            System.arraycopy(pairs, at, pairs, at + 2, length - at);
            pairs[at] = name;
            pairs[at + 1] = value;
            length += 2;
        }

        /// The parameters as they now are.
        AuthParameters build() {
            return new AuthParameters(Arrays.copyOf(pairs, length));
        }
    }
}
