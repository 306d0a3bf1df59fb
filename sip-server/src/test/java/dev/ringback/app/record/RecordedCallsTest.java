package dev.ringback.app.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.why.Why;
import dev.ringback.calls.CallArchive;
import dev.ringback.calls.CallDigest;
import dev.ringback.calls.CallQuery;
import dev.ringback.calls.RecentCalls;
import dev.ringback.cause.Cause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Calls are found while they are remembered, in memory or on disk.
final class RecordedCallsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Wire wire = new Wire(1 << 20);
    private final Kept kept = new Kept();
    private final RecordedCalls calls = wire.calls(GuardedArchive.open(() -> kept));

    /// An archive in a list.
    private static final class Kept implements CallArchive {
        private final List<CallFlow> flows = new ArrayList<>();
        private final AtomicInteger asked = new AtomicInteger();
        private @Nullable String trouble;
        private boolean full;

        @Override
        public void add(List<CallFlow> more) {
            if (full) {
                throw new IllegalStateException("no room");
            }
            flows.addAll(more);
        }

        @Override
        public List<CallFlow> search(CallQuery query) throws IOException {
            if (trouble != null) {
                throw new IOException(trouble);
            }
            return new MemorySearch().search(flows, query);
        }

        @Override
        public @Nullable CallFlow find(String callId) {
            asked.incrementAndGet();
            return flows.stream()
                    .filter(flow -> flow.callId().equals(callId))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public boolean trim(Instant now) {
            return false;
        }

        @Override
        public Counts counts() {
            return new Counts(flows.size(), 0);
        }

        @Override
        public void close() {}
    }

    private static CallQuery query(@Nullable String user, int status, @Nullable String cause) {
        return new CallQuery(
                user, status, cause, CallQuery.Span.EVER, new CallQuery.Page(100, null));
    }

    private List<String> found(CallQuery query) {
        return calls.search(query).stream().map(CallFlow::callId).toList();
    }

    private void refused(String callId, String caller, int status, Cause cause) {
        wire.in(Wire.request("INVITE", callId, 1, null).replace("alice", caller))
                .decide(Wire.response(status, "INVITE", callId, 1), cause);
    }

    @Test
    void manyAreLookedUpInMemoryAloneAndNothingIsReadForThoseThatAreNotThere() {
        wire.call("one", SECOND).call("two", SECOND);
        kept.flows.addAll(wire.calls(GuardedArchive.open(() -> kept)).search(query(null, 0, null)));
        kept.flows.removeIf(flow -> flow.callId().equals("two"));
        kept.asked.set(0);
        assertThat(calls.remembered(List.of("two", "three"))).containsOnlyKeys("two");
        assertThat(kept.asked).hasValue(0);
        assertThat(calls.find("three")).isNull();
        assertThat(kept.asked).hasValue(1);
    }

    @Test
    void theNewestCallComesFirst() {
        wire.call("one", SECOND).call("two", SECOND);
        assertThat(found(CallQuery.newest(10))).containsExactly("two", "one");
        wire.call("three", SECOND);
        assertThat(found(CallQuery.newest(2))).containsExactly("three", "two");
    }

    @Test
    void eachFilterLeavesWhatItNames() {
        wire.call("good", SECOND);
        refused("busy", "Carol", 486, new Cause.Decided("a test"));
        refused("gone", "dave", 404, new Cause.Cancelled());
        assertThat(found(query("CAROL@exam", 0, null))).containsExactly("busy");
        assertThat(found(query("gone", 0, null))).containsExactly("gone");
        assertThat(found(query("GONE", 0, null))).isEmpty();
        assertThat(found(query(null, 404, null))).containsExactly("gone");
        assertThat(found(query(null, 4, null))).containsExactly("gone", "busy");
        assertThat(found(query(null, 2, null))).containsExactly("good");
        assertThat(found(query(null, 0, "cancelled"))).containsExactly("gone");
        assertThat(found(query("bob", 4, "decided"))).containsExactly("busy");
    }

    @Test
    void aSpanTakesItsBeginningAndNotItsEnd() {
        Instant first = wire.time();
        wire.call("one", SECOND);
        Instant second = wire.time();
        wire.call("two", SECOND);
        CallQuery.Page page = new CallQuery.Page(10, null);
        CallQuery.Span early = new CallQuery.Span(first, second);
        assertThat(found(new CallQuery(null, 0, null, early, page))).containsExactly("one");
        CallQuery.Span late = new CallQuery.Span(second, null);
        assertThat(found(new CallQuery(null, 0, null, late, page))).containsExactly("two");
    }

    @Test
    void pagesOfMemoryAndDiskTogetherHaveEachCallOnceWhateverComesMeanwhile() {
        for (int i = 0; i < 6; i++) {
            wire.call("old" + i, SECOND);
        }
        kept.flows.addAll(wire.calls(GuardedArchive.open(() -> kept)).search(query(null, 0, null)));
        kept.flows.removeIf(flow -> flow.callId().equals("old3"));
        List<String> all = new ArrayList<>();
        List<CallFlow> page = calls.search(CallQuery.newest(4));
        while (!page.isEmpty()) {
            page.forEach(flow -> all.add(flow.callId()));
            wire.call("new" + all.size(), SECOND);
            CallQuery.Page next = new CallQuery.Page(4, CallDigest.mark(page.getLast()));
            page = calls.search(new CallQuery(null, 0, null, CallQuery.Span.EVER, next));
        }
        assertThat(all).containsExactly("old5", "old4", "old3", "old2", "old1", "old0");
    }

    @Test
    void aCallIsFoundOnDiskWithItsCauseWhenItIsNoMoreInMemory() {
        refused("kept", "carol", 404, new Cause.Cancelled());
        CallFlow flow = Objects.requireNonNull(calls.find("kept"));
        kept.flows.add(flow);
        fill();
        assertThat(calls.told("kept")).isNull();
        assertThat(calls.find("kept")).isEqualTo(flow);
        Why why = Objects.requireNonNull(calls.why("kept"));
        assertThat(why.reason().kind()).isEqualTo("cancelled");
        assertThat(found(query("carol", 0, null))).containsExactly("kept");
        assertThat(calls.find("never")).isNull();
        assertThat(calls.why("never")).isNull();
    }

    /// Puts so much through that nothing is left of what was before, not even of calls that go on.
    private void fill() {
        for (int i = 0; i < 3_000; i++) {
            String callId = "fill" + i;
            wire.in(Wire.request("INVITE", callId, 1, null))
                    .out(Wire.response(200, "INVITE", callId, 1));
            if (i % 100 == 0) {
                assertThat(calls.find(callId)).isNotNull();
            }
        }
    }

    @Test
    void aCallInMemoryIsWhatItIsThereAndNotWhatItWasOnDisk() {
        refused("one", "carol", 486, new Cause.Decided("a test"));
        kept.flows.add(Objects.requireNonNull(calls.find("one")));
        wire.in(Wire.request("INVITE", "one", 2, null)).out(Wire.response(404, "INVITE", "one", 2));
        assertThat(found(query(null, 486, null))).isEmpty();
        assertThat(found(query(null, 404, null))).containsExactly("one");
    }

    @Test
    void theEndOfACallIsJoinedWithItsBeginningOnDisk() {
        wire.in(Wire.request("INVITE", "long", 1, null))
                .out(Wire.response(200, "INVITE", "long", 1));
        CallFlow beginning = Objects.requireNonNull(calls.find("long"));
        kept.flows.add(beginning);
        fill();
        wire.in(Wire.request("BYE", "long", 2, "callee")).out(Wire.response(200, "BYE", "long", 2));
        CallFlow whole = Objects.requireNonNull(calls.find("long"));
        assertThat(whole.messages()).hasSize(4);
        assertThat(whole.messages().getFirst()).isEqualTo(beginning.messages().getFirst());
    }

    @Test
    void aCallThatEndsAfterARestartIsFoundByItsBeginning() {
        wire.in(Wire.request("INVITE", "long", 1, null).replace("alice", "carol"))
                .out(Wire.response(200, "INVITE", "long", 1));
        kept.flows.add(Objects.requireNonNull(calls.find("long")));
        Wire after = new Wire(1 << 20).pause(Duration.ofHours(1));
        RecordedCalls anew = after.calls(GuardedArchive.open(() -> kept));
        after.call("new", SECOND);
        after.in(Wire.request("BYE", "long", 2, "callee"))
                .out(Wire.response(200, "BYE", "long", 2));
        assertThat(anew.search(query("carol", 0, null)))
                .singleElement()
                .satisfies(flow -> assertThat(flow.messages()).hasSize(4));
        assertThat(anew.search(CallQuery.newest(5)))
                .extracting(CallFlow::callId)
                .containsExactly("new", "long");
    }

    @Test
    void anArchiveThatFailsToKeepIsGivenUpAndTheRestGoesOn() {
        GuardedArchive archive = GuardedArchive.open(() -> kept);
        kept.full = true;
        assertThat(archive.add(List.of())).isFalse();
        assertThat(archive.trouble()).isEqualTo("no room");
        kept.full = false;
        assertThat(archive.add(List.of())).isFalse();
    }

    @Test
    void whatCannotBeReadIsNotFoundAndCallsAreKeptAllTheSame() {
        wire.call("one", SECOND);
        GuardedArchive archive = GuardedArchive.open(() -> kept);
        RecordedCalls guarded = wire.calls(archive);
        kept.trouble = "damaged";
        assertThat(guarded.search(CallQuery.newest(5))).hasSize(1);
        assertThat(archive.trouble()).isNull();
        assertThat(archive.add(List.of())).isTrue();
    }

    @Test
    void theFirstLegsOfASessionAreThereWithAllThatPassedOfEach() {
        String session = "Session-ID: " + "a".repeat(32) + "\r\nMax-Forwards";
        for (int turn = 1; turn <= 2; turn++) {
            for (int i = 0; i < 12; i++) {
                String callId = "leg" + i;
                wire.in(
                        Wire.request("INVITE", callId, turn, null)
                                .replace("Max-Forwards", session));
            }
        }
        List<CallFlow> legs = Objects.requireNonNull(calls.why("leg3")).legs();
        assertThat(legs)
                .extracting(CallFlow::callId)
                .containsExactly("leg0", "leg1", "leg2", "leg4", "leg5", "leg6", "leg7", "leg8");
        assertThat(legs).allSatisfy(leg -> assertThat(leg.messages()).hasSize(2));
    }

    @Test
    void whoWatchesHearsOfEachCallThatChangesFromThenOn() {
        Set<String> heard = ConcurrentHashMap.newKeySet();
        wire.call("before", SECOND);
        try (RecentCalls.Watch watch = calls.watch(heard::add)) {
            wire.call("one", SECOND).call("two", SECOND);
            await().untilAsserted(() -> assertThat(heard).containsExactlyInAnyOrder("one", "two"));
            wire.in(Wire.request("OPTIONS", "before", 9, null));
            await().untilAsserted(() -> assertThat(heard).hasSize(3));
            assertThat(watch).isNotNull();
        }
        heard.clear();
        wire.call("three", SECOND);
        calls.turn(() -> {});
        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsOverwrittenBeforeItIsReadIsCountedAndTheRestIsThere() {
        calls.search(CallQuery.newest(1));
        for (int i = 0; i < 4_000; i++) {
            wire.call("c" + i, Duration.ZERO);
        }
        assertThat(found(CallQuery.newest(1))).containsExactly("c3999");
        assertThat(calls.counts().missed()).isPositive();
        assertThat(calls.counts().calls()).isPositive();
    }

    @Test
    void aTailBeginsWhereItIsTold() {
        wire.call("before", SECOND);
        CallTail all = calls.tail();
        CallTail fresh = calls.tail();
        fresh.skip();
        wire.in(Wire.request("OPTIONS", "after", 1, null));
        List<String> callIds = new ArrayList<>();
        fresh.read((passed, _) -> callIds.add(passed.message().callId()), (_, _) -> {});
        assertThat(callIds).containsExactly("after");
        all.read((passed, _) -> callIds.add(passed.message().callId()), (_, _) -> {});
        assertThat(callIds).hasSize(8).contains("before");
        assertThat(all.lost()).isZero();
    }
}
