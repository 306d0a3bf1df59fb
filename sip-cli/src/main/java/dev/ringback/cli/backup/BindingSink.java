package dev.ringback.cli.backup;

import dev.ringback.cli.terminal.FailedException;
import dev.ringback.control.BindingLine;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Puts bindings into a store, many changes at a time, so that they share its writes.
final class BindingSink {
    private static final int MOST_WAITING = 1_000;

    private final LocationService location;
    private final Deque<CompletableFuture<Lookup.Settled<List<Binding>>>> waiting =
            new ArrayDeque<>();

    BindingSink(LocationService location) {
        this.location = location;
    }

    /// Removes what the store has.
    void clear() throws FailedException {
        List<AddressOfRecord> known = new ArrayList<>();
        location.snapshot(System.nanoTime(), (aor, _) -> known.add(aor));
        for (AddressOfRecord aor : known) {
            put(new BindingLine(aor, List.of()));
        }
    }

    /// Puts all bindings of an address-of-record there, in place of what it had.
    void put(BindingLine line) throws FailedException {
        Lookup<List<Binding>> asked =
                location.update(line.aor(), System.nanoTime(), _ -> line.bindings());
        switch (asked) {
            case Lookup.Settled<List<Binding>> now -> check(now);
            case Lookup.Pending<List<Binding>> pending -> {
                CompletableFuture<Lookup.Settled<List<Binding>>> told = new CompletableFuture<>();
                pending.begin().accept(told::complete);
                waiting.add(told);
            }
        }
        while (waiting.size() > MOST_WAITING) {
            check(waiting.remove().join());
        }
    }

    /// Waits until all of it is kept.
    void finish() throws FailedException {
        while (!waiting.isEmpty()) {
            check(waiting.remove().join());
        }
    }

    private static void check(Lookup.Settled<List<Binding>> settled) throws FailedException {
        String reason =
                switch (settled) {
                    case Lookup.Found<List<Binding>> _ -> "";
                    case Lookup.Failed<List<Binding>>(String why) -> why;
                    case Lookup.Unavailable<List<Binding>>(String why) -> why;
                    case Lookup.TimedOut<List<Binding>>() -> "it does not answer";
                };
        if (!reason.isEmpty()) {
            throw new FailedException("the store does not take the bindings: " + reason);
        }
    }
}
