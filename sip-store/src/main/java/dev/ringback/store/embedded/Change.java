package dev.ringback.store.embedded;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A change of the bindings of an address-of-record that is in memory and not yet on disk; or none,
/// which is kept once those before it are. Safe for use by many threads.
final class Change {
    private static final Logger LOG = LoggerFactory.getLogger(Change.class);

    private final AddressOfRecord aor;
    private final List<Binding> before;
    private final List<Binding> after;
    private Lookup.@Nullable Settled<List<Binding>> settled;
    private @Nullable Consumer<Lookup.Settled<List<Binding>>> back;

    Change(AddressOfRecord aor, List<Binding> before, List<Binding> after) {
        this.aor = aor;
        this.before = before;
        this.after = after;
    }

    AddressOfRecord aor() {
        return aor;
    }

    /// What there was before it.
    List<Binding> before() {
        return before;
    }

    List<Binding> after() {
        return after;
    }

    /// Whether there is something to write.
    boolean changes() {
        return !after.equals(before);
    }

    /// Hears how it ends.
    void begin(Consumer<Lookup.Settled<List<Binding>>> listener) {
        Lookup.Settled<List<Binding>> known;
        synchronized (this) {
            back = listener;
            known = settled;
        }
        if (known != null) {
            listener.accept(known);
        }
    }

    /// It is on disk.
    void kept() {
        settle(new Lookup.Found<>(after));
    }

    /// It is not on disk, and no longer in memory.
    void refused(String reason) {
        settle(new Lookup.Unavailable<>(reason));
    }

    private void settle(Lookup.Settled<List<Binding>> how) {
        Consumer<Lookup.Settled<List<Binding>>> listener;
        synchronized (this) {
            settled = how;
            listener = back;
        }
        if (listener != null) {
            tell(listener, how);
        }
    }

    /// A fault of one who listens is no fault of the store.
    private void tell(
            Consumer<Lookup.Settled<List<Binding>>> listener, Lookup.Settled<List<Binding>> how) {
        try {
            listener.accept(how);
        } catch (RuntimeException e) {
            LOG.error("who changed {} could not be told", aor, e);
        }
    }
}
