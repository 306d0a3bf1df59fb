package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.store.kit.Bindings;
import java.util.List;
import java.util.function.Consumer;

/// What tests look at.
final class TestBindings {
    private TestBindings() {}

    /// The CSeq numbers of those that are found.
    static List<Long> cseqs(LocationService in, AddressOfRecord aor) {
        return switch (Bindings.settled(in.find(aor, System.nanoTime()))) {
            case Lookup.Found<List<Binding>>(var bindings) ->
                    bindings.stream().map(Binding::cseq).toList();
            case Lookup.Settled<List<Binding>> other ->
                    throw new AssertionError("not found: " + other);
        };
    }

    /// Hears how it ends.
    static void begin(Lookup<List<Binding>> lookup, Consumer<Lookup.Settled<List<Binding>>> back) {
        switch (lookup) {
            case Lookup.Settled<List<Binding>> settled -> back.accept(settled);
            case Lookup.Pending<List<Binding>>(var begin) -> begin.accept(back);
        }
    }
}
