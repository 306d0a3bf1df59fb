package dev.ringback.store.redis;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.store.record.BindingRecord;
import dev.ringback.store.record.Moment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// One change of the bindings of an address-of-record: reads what is there, asks what it shall be,
/// and has Redis put it there if nobody was faster; else begins anew, a little later.
///
/// Where a connection ends before the answer, what is read next tells whether the change was done:
/// it carries the stamp of one of our own writes then. That one is written once more, for it is not
/// known that replicas have it. So is, where replicas are waited for, what is as it shall be from
/// the start: it may be what an earlier change left that was not confirmed.
final class Update {
    private static final int MOST_TRIES = 30;
    private static final int LONGEST_BACKOFF = 32;

    private final AddressOfRecord aor;
    private final UnaryOperator<List<Binding>> change;
    private final Parts parts;
    private final CompletableFuture<Lookup.Settled<List<Binding>>> end = new CompletableFuture<>();
    private final List<byte[]> written = new ArrayList<>(1);
    private List<Binding> after = List.of();
    private boolean changes;
    private long begun;
    private int tries;

    Update(AddressOfRecord aor, UnaryOperator<List<Binding>> change, Parts parts) {
        this.aor = aor;
        this.change = change;
        this.parts = parts;
    }

    /// What all updates use.
    ///
    /// @param patience nanoseconds after which it is not tried again
    record Parts(
            Routes routes,
            Keys keys,
            Stamp stamps,
            Supplier<Moment> clock,
            Executor executor,
            long patience) {}

    /// How it ends.
    CompletableFuture<Lookup.Settled<List<Binding>>> end() {
        return end;
    }

    /// Begins.
    void begin() {
        begun = System.nanoTime();
        guarded(this::read);
    }

    private void read() {
        byte[] key = parts.keys.of(aor);
        tries++;
        var _ =
                parts.routes
                        .ask(key, Node.Lane.READS, session -> session.value(key))
                        .whenComplete(
                                (octets, failure) -> {
                                    if (failure == null) {
                                        guarded(() -> decide(key, octets));
                                    } else {
                                        failed(failure);
                                    }
                                });
    }

    private void decide(byte[] key, byte[] octets) {
        byte[] found = Stored.stamp(octets);
        Moment now = parts.clock.get();
        if (written.stream().noneMatch(stamp -> Arrays.equals(stamp, found))) {
            List<Binding> before = before(octets, now);
            if (before == null) {
                return;
            }
            after = List.copyOf(change.apply(before));
            changes = !after.equals(before);
            if (!changes && !parts.routes.replicated()) {
                end.complete(new Lookup.Found<>(after));
                return;
            }
        }
        byte[] stamp = parts.stamps.next();
        written.add(stamp);
        write(new Swap(key, found, stamp, new BindingRecord(aor, after), now, changes));
    }

    /// What there is; null where it cannot be read, which ends this.
    private @Nullable List<Binding> before(byte[] octets, Moment now) {
        try {
            return Stored.bindings(octets, aor, now);
        } catch (IOException e) {
            end.complete(new Lookup.Failed<>(e.getMessage() + ", under the key of " + aor));
            return null;
        }
    }

    private void write(Swap swap) {
        var _ =
                parts.routes
                        .ask(swap.key(), Node.Lane.WRITES, session -> session.swap(swap))
                        .whenComplete(
                                (done, failure) -> {
                                    if (failure != null) {
                                        failed(failure);
                                    } else if (done) {
                                        end.complete(new Lookup.Found<>(after));
                                    } else {
                                        again("others change it all the time");
                                    }
                                });
    }

    private void failed(Throwable failure) {
        Fault fault = Fault.of(failure);
        if (fault instanceof Fault.Lost(var reason)) {
            again(reason);
        } else {
            end.complete(fault.answer());
        }
    }

    private void again(String reason) {
        if (tries >= MOST_TRIES) {
            end.complete(new Lookup.Unavailable<>(reason));
        } else if (System.nanoTime() - begun > parts.patience) {
            end.complete(new Lookup.TimedOut<>());
        } else {
            int most = Math.min(LONGEST_BACKOFF, 1 << Math.min(tries, 5));
            long millis = ThreadLocalRandom.current().nextLong(most + 1L);
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, parts.executor)
                    .execute(() -> guarded(this::read));
        }
    }

    /// What `change` throws ends it, as any other fault of ours does.
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            end.complete(new Lookup.Failed<>(String.valueOf(e.getMessage())));
        }
    }
}
