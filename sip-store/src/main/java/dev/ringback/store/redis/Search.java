package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One reading of the bindings of an address-of-record. What a connection took with it is asked
/// once more.
final class Search {
    private final AddressOfRecord aor;
    private final Routes routes;
    private final Keys keys;
    private final Supplier<Moment> clock;

    Search(AddressOfRecord aor, Routes routes, Keys keys, Supplier<Moment> clock) {
        this.aor = aor;
        this.routes = routes;
        this.keys = keys;
        this.clock = clock;
    }

    /// Begins it.
    CompletableFuture<Lookup.Settled<List<Binding>>> begin() {
        byte[] key;
        try {
            key = keys.of(aor);
        } catch (UncheckedIOException e) {
            return CompletableFuture.completedFuture(
                    new Lookup.Failed<>(String.valueOf(e.getMessage())));
        }
        return value(key)
                .exceptionallyCompose(
                        failure ->
                                Fault.of(failure) instanceof Fault.Lost
                                        ? value(key)
                                        : CompletableFuture.failedFuture(failure))
                .handle(
                        (octets, failure) ->
                                failure == null ? read(octets) : Fault.of(failure).answer());
    }

    private CompletableFuture<byte[]> value(byte[] key) {
        return routes.ask(key, Node.Lane.READS, session -> session.value(key));
    }

    private Lookup.Settled<List<Binding>> read(byte[] octets) {
        try {
            return new Lookup.Found<>(Stored.bindings(octets, aor, clock.get()));
        } catch (IOException e) {
            return new Lookup.Failed<>(e.getMessage() + ", under the key of " + aor);
        }
    }
}
