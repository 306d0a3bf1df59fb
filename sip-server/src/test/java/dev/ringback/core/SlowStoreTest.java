package dev.ringback.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.cause.Finding;
import dev.ringback.cause.Resource;
import dev.ringback.cause.Store;
import dev.ringback.config.ConfigException;
import dev.ringback.config.ConfigFile;
import dev.ringback.config.ServerConfig;
import dev.ringback.config.ServerConfigBuilder;
import dev.ringback.fixture.RemoteLocation;
import dev.ringback.fixture.SlowLocation;
import dev.ringback.header.HeaderName;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.Lookup;
import dev.ringback.message.SipResponse;
import dev.ringback.stack.Backlog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What callers see of a location service that takes its time: RFC 3261 §21.5.5.
class SlowStoreTest {
    private final SlowLocation location = new SlowLocation();
    private final CoreBench bench =
            new CoreBench(
                    new LoadSettings(1000, 1L << 30, 4, 1000, 98, Duration.ofSeconds(2)),
                    Backlog.NONE,
                    location);

    @Test
    void anAnswerInTimeForwardsTheRequest() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        bench.pass(Duration.ofMillis(1_900));
        assertThat(bench.forwarded("INVITE")).isEmpty();
        assertThat(bench.statuses()).as("meanwhile").containsExactly(100);
        answer();
        assertThat(bench.forwarded("INVITE")).hasSize(1);
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.statuses()).containsOnly(100);
    }

    @Test
    void noAnswerInTimeIsA504() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        bench.pass(Duration.ofSeconds(2));
        SipResponse late = bench.lastResponse();
        assertThat(late.status()).isEqualTo(504);
        Cause cause = new Cause.StoreAnswered(Store.LOCATION, Finding.TIMED_OUT, "bob@example.com");
        assertThat(bench.cause()).isEqualTo(cause);
        answer();
        assertThat(bench.forwarded("INVITE")).as("what comes too late is lost").isEmpty();
    }

    @Test
    void aRequestThatHasNoTimeLeftBeforeTheStoreAnswersIsToldWithItsCause() {
        Duration patience = Duration.ofMinutes(1);
        CoreBench patient =
                new CoreBench(
                        new LoadSettings(1000, 1L << 30, 4, 1000, 98, patience),
                        Backlog.NONE,
                        location);
        patient.receive(CoreBench.CALLER, CoreBench.text("MESSAGE", "sip:bob@example.com", "1"));
        patient.pass(Duration.ofSeconds(33));
        Cause cause = new Cause.StoreAnswered(Store.LOCATION, Finding.TIMED_OUT, "bob@example.com");
        assertThat(patient.leftUnanswered()).containsExactly(cause);
    }

    @Test
    void aStoreThatFailsIsA500AndAnUnknownUserIsStillA480() {
        bench.invite("bob");
        answer(new Lookup.Failed<>("disk"));
        assertThat(bench.lastResponse().status()).isEqualTo(500);
        bench.receive(
                CoreBench.CALLER, CoreBench.text("OPTIONS", "sip:carol@example.com", "other"));
        answer();
        assertThat(bench.lastResponse().status()).isEqualTo(480);
    }

    @Test
    void aCallerWhileThereIsNoWayToTheStoreIsToldWhenToTryAgain() {
        bench.invite("bob");
        answer(new Lookup.Unavailable<>("no way to it"));
        assertThat(bench.lastResponse().status()).isEqualTo(503);
        assertThat(bench.lastResponse().value(HeaderName.RETRY_AFTER)).isEqualTo("10");
    }

    @Test
    void aCallerMayGiveUpMeanwhile() {
        bench.bind("bob", "sip:bob@192.0.2.20");
        bench.invite("bob");
        bench.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "1"));
        assertThat(bench.statuses()).containsExactly(200, 487);
        answer();
        assertThat(bench.forwarded("INVITE")).isEmpty();
    }

    @Test
    void soManyAnswersAreWaitedForAndNoMore() {
        for (int i = 0; i < 4; i++) {
            bench.receive(
                    CoreBench.CALLER, CoreBench.text("OPTIONS", "sip:bob@example.com", "q" + i));
        }
        bench.receive(CoreBench.CALLER, CoreBench.text("OPTIONS", "sip:bob@example.com", "q5"));
        assertThat(bench.lastResponse().status()).isEqualTo(503);
        assertThat(bench.cause()).isEqualTo(new Cause.Overloaded(Resource.QUESTIONS, 4, 4));
    }

    @Test
    void aRegisterIsAnsweredOnceTheStoreKeepsIt() {
        register();
        assertThat(bench.statuses()).isEmpty();
        answer(new Lookup.Found<>(location.updated));
        assertThat(bench.lastResponse().status()).isEqualTo(200);
        assertThat(bench.lastResponse().values(HeaderName.CONTACT)).hasSize(1);
    }

    @Test
    void aRegisterThatTheStoreDoesNotTakeIsA503() {
        register();
        answer(new Lookup.Unavailable<>("disk full"));
        assertThat(bench.lastResponse().status()).isEqualTo(503);
        assertThat(bench.lastResponse().has(HeaderName.RETRY_AFTER)).isTrue();
    }

    @Test
    void aRegisterThatIsNotKeptInTimeIsA500() {
        register();
        bench.pass(Duration.ofSeconds(2));
        assertThat(bench.lastResponse().status()).isEqualTo(500);
        assertThat(bench.lastResponse().has(HeaderName.RETRY_AFTER)).isTrue();
    }

    @Test
    void aRegisterThatIsNotMadeInTimeIsNotMadeLater() {
        List<Runnable> late = new ArrayList<>();
        RemoteLocation sluggish =
                new RemoteLocation() {
                    @Override
                    public List<Binding> bindings(AddressOfRecord aor, long now) {
                        return memory.bindings(aor, now);
                    }

                    @Override
                    public Lookup<List<Binding>> update(
                            AddressOfRecord aor, long now, UnaryOperator<List<Binding>> change) {
                        late.add(() -> memory.update(aor, now, change));
                        return new Lookup.Pending<>(_ -> {});
                    }
                };
        CoreBench waiting = new CoreBench(sluggish);
        register(waiting);
        waiting.pass(Duration.ofSeconds(2));
        assertThat(waiting.lastResponse().status()).isEqualTo(500);
        late.forEach(Runnable::run);
        assertThat(sluggish.memory.size()).isZero();
    }

    private void register() {
        register(bench);
    }

    private static void register(CoreBench bench) {
        String text = CoreBench.text("REGISTER", "sip:example.com", "r");
        bench.receive(CoreBench.CALLER, text.replace("To: <sip:", "To: <sip:carol@"));
    }

    @Test
    void aFaultOverALateAnswerIsA500() {
        bench.invite("bob");
        location.asked.getLast().accept(new Lookup.Found<>(broken()));
        bench.runLater();
        assertThat(bench.lastResponse().status()).isEqualTo(500);
    }

    private CoreBench routing(String... rules) {
        String text = "rules:\n  - {" + String.join("}\n  - {", rules) + "}\n";
        try {
            ServerConfigBuilder builder = ServerConfig.builder();
            ConfigFile.read("r.yaml", text, Map.of(), builder);
            return new CoreBench(builder.build().routing().router(), location);
        } catch (ConfigException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// The store says what it has of those who are asked for.
    private void answer(CoreBench bench) {
        location.asked
                .removeFirst()
                .accept(new Lookup.Found<>(location.memory.bindings(location.last, bench.now())));
        bench.runLater();
    }

    private static void invite(CoreBench bench, String uri) {
        bench.receive(CoreBench.CALLER, CoreBench.text("INVITE", uri, "1"));
    }

    @Test
    void aConditionWaitsForTheStoreAndDecidesByWhatItSays() {
        CoreBench routed =
                routing("when: {registered: false}, reply: 404", "when: {user: bob}, reply: 486");
        routed.bind("bob", "sip:bob@192.0.2.20");
        invite(routed, "sip:bob@example.com");
        assertThat(routed.statuses()).as("nothing is known yet").doesNotContain(404, 486);
        answer(routed);
        assertThat(routed.lastResponse().status()).isEqualTo(486);
        assertThat(location.asked).as("it is asked once").isEmpty();
    }

    @Test
    void theTargetsOfARouteComeFromTheStoreOneUserAfterTheOther() {
        CoreBench routed =
                routing(
                        "when: {user: team}, fork: [\"sip:alice@example.com\","
                                + " \"sip:bob@example.com\"]");
        routed.bind("alice", "sip:alice@192.0.2.10");
        routed.bind("bob", "sip:bob@192.0.2.20");
        invite(routed, "sip:team@example.com");
        answer(routed);
        assertThat(routed.forwarded("INVITE")).isEmpty();
        answer(routed);
        assertThat(routed.forwarded("INVITE")).hasSize(2);
    }

    @Test
    void whoGivesUpMeanwhileGetsNothingOfIt() {
        CoreBench routed = routing("when: {registered: true}, lookup: true, ring: 20s");
        routed.bind("bob", "sip:bob@192.0.2.20");
        invite(routed, "sip:bob@example.com");
        routed.receive(CoreBench.CALLER, CoreBench.text("CANCEL", "sip:bob@example.com", "1"));
        assertThat(routed.statuses()).contains(487);
        answer(routed);
        assertThat(routed.forwarded("INVITE")).isEmpty();
    }

    @Test
    void aStoreThatSaysNothingIsToldToTheCaller() {
        CoreBench routed = routing("when: {registered: true}, reply: 403");
        invite(routed, "sip:bob@example.com");
        location.asked.removeFirst().accept(new Lookup.Unavailable<>("no way to it"));
        routed.runLater();
        assertThat(routed.lastResponse().status()).isEqualTo(503);
        assertThat(routed.lastResponse().value(HeaderName.RETRY_AFTER)).isEqualTo("10");
        assertThat(routed.forwarded("INVITE")).isEmpty();
    }

    private void answer() {
        answer(new Lookup.Found<>(location.memory.bindings(location.last, bench.now())));
    }

    private void answer(Lookup.Settled<List<Binding>> settled) {
        location.asked.getLast().accept(settled);
        bench.runLater();
    }

    private static List<Binding> broken() {
        return new ArrayList<>() {
            private static final long serialVersionUID = 1;

            @Override
            public int size() {
                throw new IllegalStateException("a bug");
            }
        };
    }
}
