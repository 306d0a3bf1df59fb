package dev.ringback.reaction;

import dev.ringback.uri.Uri;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where redirected requests went, for as long as the redirection holds: RFC 3261 §21.3.2 and
/// §21.3.3. Bounded: the addresses that were asked for longest ago are forgotten first. Belongs to
/// the stack's thread.
public final class RedirectCache {
    /// How many addresses are remembered.
    public static final int MOST = 1_000;

    private static final long FOR_GOOD = Long.MAX_VALUE;

    private final Map<String, Entry> entries = new LinkedHashMap<>(4, 0.75f, true);

    /// An empty cache.
    public RedirectCache() {}

    private record Entry(Uri now, long until) {}

    /// Where a request for that URI goes; null where it goes there itself.
    ///
    /// @param time the stack's monotonic clock in nanoseconds
    public @Nullable Uri find(Uri uri, long time) {
        Entry entry = entries.get(uri.toString());
        if (entry == null) {
            return null;
        }
        if (entry.until != FOR_GOOD && entry.until - time <= 0) {
            entries.remove(uri.toString());
            return null;
        }
        return entry.now;
    }

    /// Forgets where a URI goes.
    public void forget(Uri uri) {
        entries.remove(uri.toString());
    }

    /// How many addresses are remembered.
    public int size() {
        return entries.size();
    }

    /// Remembers that a URI moved for good.
    void moved(Uri uri, Uri now) {
        put(uri, new Entry(now, FOR_GOOD));
    }

    /// Remembers where a URI goes until that time.
    void redirected(Uri uri, Uri now, long until) {
        put(uri, new Entry(now, until));
    }

    private void put(Uri uri, Entry entry) {
        entries.put(uri.toString(), entry);
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
