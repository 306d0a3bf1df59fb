package dev.ringback.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Reply;
import dev.ringback.cause.Store;
import dev.ringback.fixture.RemoteLocation;
import dev.ringback.fixture.Requests;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.LocationException;
import dev.ringback.location.LocationService;
import dev.ringback.location.Lookup;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Transport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// That a REGISTER is done wholly or not at all, RFC 3261 §10.3: when the store fails, and when
/// many come at once.
class RegistrarStoreTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "localhost");
    private final IllegalStateException why = new IllegalStateException("disk full");

    private final MemoryLocation location = new MemoryLocation();

    @Test
    void aStoreThatFailsToCommitFailsTheRequestAndNothingChanges() {
        register(location, request("a", 1, 1));
        Broken broken = new Broken(new Lookup.Failed<>("no"), location);
        Reply reply = register(broken, request("a", 2, 2));
        assertThat(reply.response().status()).isEqualTo(500);
        assertThat(reply.cause()).isEqualTo(found(Finding.FAILED));
        assertThat(reply.response().has(HeaderName.CONTACT)).isFalse();
        assertThat(generations()).containsExactly(1, 1);
        Reply fetch = register(broken, Requests.of("REGISTER sip:localhost"));
        assertThat(fetch.response().status()).isEqualTo(500);
        assertThat(fetch.cause()).isEqualTo(found(Finding.FAILED));
    }

    @Test
    void aStoreThatAnswersTooLateIsTriedAgainLater() {
        Broken late = new Broken(new Lookup.TimedOut<>(), location);
        Reply update = register(late, request("a", 1, 1));
        assertThat(update.response().status())
                .as("an update that fails is a 500 however it does")
                .isEqualTo(500);
        assertThat(update.response().value(HeaderName.RETRY_AFTER)).isEqualTo("10");
        Reply fetch = register(late, Requests.of("REGISTER sip:localhost"));
        assertThat(fetch.response().status()).isEqualTo(504);
        assertThat(fetch.cause()).isEqualTo(found(Finding.TIMED_OUT));
    }

    @Test
    void aStoreThatTakesNothingNowIsA503AndTriedAgainLater() {
        Broken full = new Broken(new Lookup.Unavailable<>("disk full"), location);
        Reply update = register(full, request("a", 1, 1));
        assertThat(update.response().status()).isEqualTo(503);
        assertThat(update.response().value(HeaderName.RETRY_AFTER)).isEqualTo("10");
        assertThat(update.cause()).isEqualTo(found(Finding.UNAVAILABLE));
        assertThat(generations()).isEmpty();
    }

    @Test
    void aFaultInTheMiddleOfAnUpdateLeavesTheTableAsItWas() {
        register(location, request("a", 1, 1));
        UnaryOperator<List<Binding>> faulty =
                _ -> {
                    throw why;
                };
        assertThatThrownBy(() -> location.update(ALICE, 0, faulty)).isSameAs(why);
        assertThat(generations()).containsExactly(1, 1);
        assertThat(location.size()).isEqualTo(2);
    }

    @Test
    void nobodySeesHalfOfAnUpdate() throws Exception {
        int writers = 4;
        AtomicBoolean stop = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(writers + 1)) {
            Future<List<String>> watching = threads.submit(() -> watch(stop));
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String callId = "phone-" + writer;
                writing.add(threads.submit(() -> write(callId)));
            }
            for (Future<?> each : writing) {
                each.get();
            }
            stop.set(true);
            assertThat(watching.get()).isEmpty();
        }
        assertThat(generations()).hasSize(2);
        assertThat(location.size()).isEqualTo(2);
    }

    /// Both contacts change their preference together, and sometimes go together.
    private void write(String callId) {
        for (int i = 1; i <= 2_000; i++) {
            int generation = 1 + i % 999;
            register(location, request(callId, i, i % 50 == 0 && i < 2_000 ? 0 : generation));
        }
    }

    /// What was seen that no REGISTER asked for.
    private List<String> watch(AtomicBoolean stop) {
        List<String> faults = new ArrayList<>();
        while (!stop.get() && faults.isEmpty()) {
            List<Integer> seen = generations();
            Set<Integer> different = new HashSet<>(seen);
            if (!seen.isEmpty() && (seen.size() != 2 || different.size() != 1)) {
                faults.add(seen.toString());
            }
        }
        return faults;
    }

    private List<Integer> generations() {
        return location.bindings(ALICE, 0).stream().map(Binding::q).toList();
    }

    private static Cause found(Finding finding) {
        return new Cause.StoreAnswered(Store.LOCATION, finding, "alice@localhost");
    }

    private static Reply register(LocationService store, SipRequest request) {
        PromptRegistrar registrar =
                new PromptRegistrar(store, RegistrarSettings.defaults(), _ -> false, () -> "tag");
        return registrar.register(
                request, Requests.flow(Transport.UDP, 5070), ALICE, 0, Instant.EPOCH);
    }

    /// Binds two contacts with this preference in thousandths; 0 removes them.
    private static SipRequest request(String callId, int cseq, int generation) {
        String q = ";q=0.%03d".formatted(generation);
        return Requests.of(
                "REGISTER sip:localhost",
                "Call-ID: " + callId,
                "CSeq: " + cseq + " REGISTER",
                "Contact: <sip:alice@127.0.0.1:5070>" + q,
                "Contact: <sip:alice@127.0.0.1:5080>" + q,
                "Expires: " + (generation == 0 ? 0 : 600));
    }

    /// A store that computes an update and then cannot keep it.
    private static final class Broken extends RemoteLocation {
        private final Lookup.Settled<List<Binding>> fault;
        private final LocationService behind;

        Broken(Lookup.Settled<List<Binding>> fault, LocationService behind) {
            this.fault = fault;
            this.behind = behind;
        }

        @Override
        public List<Binding> bindings(AddressOfRecord aor, long now) {
            IllegalStateException why = new IllegalStateException("on purpose");
            throw fault instanceof Lookup.TimedOut<List<Binding>>
                    ? LocationException.timedOut("late", why)
                    : LocationException.failed("no", why);
        }

        @Override
        public Lookup<List<Binding>> update(
                AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
            List<Binding> lost = change.apply(behind.bindings(aor, now));
            if (lost.isEmpty()) {
                throw new IllegalStateException("nothing to lose");
            }
            return fault;
        }
    }
}
