package dev.ringback.routing.act;

import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.Waiting;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The bindings for which decisions about one request ask. Where a store has to look for some, a
/// decision sees none at first: it is thrown away, the store is asked, and the decision made anew
/// with what the store said. So decisions may have no effects.
final class KnownBindings {
    /// More users than any decision has to know of.
    private static final int MOST = 64;

    private final LocationService location;
    private final Waiting waiting;
    private final LongSupplier clock;
    private final Map<AddressOfRecord, List<Binding>> known = new HashMap<>();
    private @Nullable Missing missing;

    /// @param clock monotonic nanoseconds
    KnownBindings(LocationService location, Waiting waiting, LongSupplier clock) {
        this.location = location;
        this.waiting = waiting;
        this.clock = clock;
    }

    /// What a store has to look for.
    private record Missing(AddressOfRecord aor, Lookup<List<Binding>> lookup) {}

    /// What is done with a decision, and meanwhile.
    interface Outcome<T> {
        /// It is made.
        void decided(T decision);

        /// A store is asked first.
        void waits();

        /// A store did not say it.
        ///
        /// @param aor of whom
        void unanswered(AddressOfRecord aor, Lookup.Settled<List<Binding>> answer);
    }

    /// The bindings of a user, for a decision that is being made.
    List<Binding> of(AddressOfRecord aor) {
        List<Binding> said = known.get(aor);
        if (said != null || missing != null) {
            return said == null ? List.of() : said;
        }
        Lookup<List<Binding>> lookup = location.find(aor, clock.getAsLong());
        if (lookup instanceof Lookup.Found<List<Binding>>(var found)) {
            return found;
        }
        missing = new Missing(aor, lookup);
        return List.of();
    }

    /// A decision, if no store has to be asked for it; null where one has.
    <T> @Nullable T now(Supplier<T> decision) {
        missing = null;
        T made = decision.get();
        return missing == null ? made : null;
    }

    /// Makes a decision: now, or when stores have said what it asks for.
    <T> void decide(Supplier<T> decision, Outcome<T> outcome) {
        missing = null;
        T made = decision.get();
        Missing wanted = missing;
        if (wanted == null) {
            outcome.decided(made);
        } else if (known.size() == MOST) {
            outcome.unanswered(wanted.aor, new Lookup.Failed<>("a decision asks for too many"));
        } else {
            outcome.waits();
            waiting.ask(wanted.lookup, answer -> answered(wanted.aor, answer, decision, outcome));
        }
    }

    private <T> void answered(
            AddressOfRecord aor,
            Lookup.Settled<List<Binding>> answer,
            Supplier<T> decision,
            Outcome<T> outcome) {
        if (answer instanceof Lookup.Found<List<Binding>>(var found)) {
            known.put(aor, found);
            decide(decision, outcome);
        } else {
            outcome.unanswered(aor, answer);
        }
    }
}
