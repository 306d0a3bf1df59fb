package dev.ringback.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.header.time.Expires;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.Reactions;
import dev.ringback.reaction.ResponseListener;
import dev.ringback.reaction.Sent;
import dev.ringback.reaction.SipFailure;
import dev.ringback.registration.ClientRegistration;
import dev.ringback.registration.RegistrationEvent;
import dev.ringback.registration.RegistrationPlan;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Registrations over hours of virtual time.
class RegistrationSimulationTest {
    /// A client with one registration, and a registrar.
    private static final class World {
        final Simulation simulation;
        final SimRegistrar registrar;
        final SimAgent alice;
        final List<RegistrationEvent> events = new ArrayList<>();
        final ClientRegistration registration;

        World(long seed, Duration lifetime, String... contacts) {
            simulation = new Simulation(seed);
            simulation.expect(Invariants.all());
            registrar = new SimRegistrar(simulation);
            alice = new SimAgent(simulation, "alice", "10.0.0.1").start(_ -> {});
            registration =
                    new ClientRegistration(
                            alice.core().stack(),
                            alice.core().sender(),
                            plan(lifetime, contacts),
                            Reactions.defaults(),
                            events::add);
        }

        RegistrationPlan plan(Duration lifetime, String... contacts) {
            return new RegistrationPlan(
                    SipUri.of(false, null, "10.0.0.9", 5060),
                    alice.address(),
                    List.of(contacts).stream()
                            .map(NameAddress::parse)
                            .map(Objects::requireNonNull)
                            .toList(),
                    lifetime,
                    _ -> {});
        }

        void execute(Runnable action) {
            alice.node.execute(action);
        }

        void runFor(Duration span) {
            simulation.runFor(span);
        }

        /// Everything is quiet, and nothing is left.
        void end() {
            simulation.run(Duration.ofMinutes(5));
            alice.mustBeEmpty();
        }

        List<String> told() {
            return events.stream().map(event -> event.getClass().getSimpleName()).toList();
        }
    }

    private static final String HERE = "<sip:alice@10.0.0.1:5060>";
    private static final String THERE = "<sip:alice@10.0.0.1:5070>;q=0.5";

    @Test
    void theBindingIsThereAsLongAsItIsWantedWhateverIsLost() {
        Seeds.run(
                100,
                seed -> {
                    var world = new World(seed, Duration.ofMinutes(5), HERE);
                    world.simulation
                            .network()
                            .faults(
                                    Faults.none()
                                            .withLoss(0.2)
                                            .withDuplication(0.05)
                                            .withReordering(0.05));
                    world.execute(world.registration::register);
                    world.runFor(Duration.ofSeconds(40));
                    for (int i = 0; i < 240; i++) {
                        world.runFor(Duration.ofSeconds(30));
                        assertThat(world.registrar.bound()).hasSize(1);
                        assertThat(world.registration.idle()).isFalse();
                    }
                    world.execute(world.registration::unregister);
                    world.end();

                    assertThat(world.registrar.bound()).isEmpty();
                    assertThat(world.told()).contains("Registered").endsWith("Removed");
                });
    }

    @Test
    void everyRequestHasTheSameCallIdAndTheNextNumber() {
        var world = new World(1, Duration.ofMinutes(10), HERE);
        world.execute(world.registration::register);
        world.runFor(Duration.ofHours(1));
        world.execute(world.registration::unregister);
        world.end();

        List<SipRequest> asked = world.registrar.asked;
        assertThat(asked).hasSizeGreaterThan(6);
        assertThat(asked.stream().map(SipRequest::callId).distinct()).hasSize(1);
        assertThat(asked.stream().map(request -> request.cSeq().number()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, asked.size()).boxed().toList());
        assertThat(asked.getFirst().requestUri()).hasToString("sip:10.0.0.9:5060");
        assertThat(asked.getFirst().value(HeaderName.TO)).isEqualTo("<sip:alice@example.com>");
        assertThat(asked.getLast().value(HeaderName.CONTACT)).endsWith(";expires=0");
    }

    @Test
    void whatTheRegistrarGrantedCountsNotWhatWasAsked() {
        var world = new World(1, Duration.ofHours(1), HERE);
        world.registrar.most = 120;
        world.execute(world.registration::register);
        world.runFor(Duration.ofMinutes(30));

        assertThat(world.registrar.asked).hasSizeBetween(20, 31);
        assertThat(world.registration.registered()).isTrue();
        assertThat(((RegistrationEvent.Registered) world.events.getFirst()).lifetime())
                .isEqualTo(Duration.ofMinutes(2));
        world.execute(world.registration::unregister);
        world.end();
    }

    @Test
    void anIdleRegistrationHoldsOneTimerAndNothingElse() {
        var world = new World(1, Duration.ofHours(1), HERE);
        world.execute(world.registration::register);
        world.runFor(Duration.ofMinutes(10));

        assertThat(world.alice.node.stack().timerCount()).isEqualTo(1);
        assertThat(world.alice.node.stack().transactionCount()).isZero();
        assertThat(world.alice.core().sender().underWay()).isZero();
        world.execute(world.registration::abandon);
        world.end();
    }

    @Test
    void aTooBriefLifetimeIsProlongedOnceAndRemembered() {
        var world = new World(1, Duration.ofSeconds(30), HERE);
        world.registrar.least = 300;
        world.execute(world.registration::register);
        world.runFor(Duration.ofHours(1));

        assertThat(world.registrar.asked.stream().map(RegistrationSimulationTest::expires).toList())
                .startsWith(30L, 300L, 300L)
                .satisfies(all -> assertThat(all).filteredOn(one -> one == 30).hasSize(1));
        world.execute(world.registration::unregister);
        world.end();
        assertThat(world.registrar.bound()).isEmpty();
    }

    private static long expires(SipRequest request) {
        return Objects.requireNonNull(request.read(Expires.FIELD).first());
    }

    @Test
    void failuresAreTriedAgainEverLaterUntilTheRegistrarIsBack() {
        Seeds.run(
                20,
                seed -> {
                    var world = new World(seed, Duration.ofMinutes(10), HERE);
                    world.registrar.refuse = 500;
                    world.execute(world.registration::register);
                    world.runFor(Duration.ofHours(5));
                    List<Duration> at = world.registrar.askedAt;
                    long[] upper = {60, 120, 240, 480, 960, 1800, 1800, 1800};
                    for (int i = 1; i < at.size(); i++) {
                        Duration wait = at.get(i).minus(at.get(i - 1));
                        long most = upper[Math.min(i, upper.length) - 1];
                        assertThat(wait)
                                .isBetween(
                                        Duration.ofSeconds(most / 2), Duration.ofSeconds(most + 1));
                    }
                    assertThat(at).hasSizeGreaterThan(10);

                    world.registrar.refuse = 0;
                    world.runFor(Duration.ofMinutes(31));
                    assertThat(world.registration.registered()).isTrue();
                    world.execute(world.registration::unregister);
                    world.end();
                });
    }

    @Test
    void aSilentRegistrarIsTriedAgainAfterATimeoutAndNotAtOnce() {
        var world = new World(3, Duration.ofMinutes(10), HERE);
        world.registrar.node.crash();
        world.execute(world.registration::register);
        world.runFor(Duration.ofSeconds(40));

        assertThat(world.told()).containsExactly("Failed");
        var failed = (RegistrationEvent.Failed) world.events.getFirst();
        assertThat(failed.retry()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        world.registrar.node.restart();
        world.runFor(Duration.ofSeconds(65));
        assertThat(world.told()).containsExactly("Failed", "Registered");
        world.execute(world.registration::unregister);
        world.end();
    }

    @Test
    void whatIsForbiddenIsNotTriedAgain() {
        var world = new World(1, Duration.ofMinutes(10), HERE);
        world.registrar.refuse = 403;
        world.execute(world.registration::register);
        world.end();

        assertThat(world.registrar.asked).hasSize(1);
        assertThat(world.registration.idle()).isTrue();
        assertThat(((RegistrationEvent.Failed) world.events.getFirst()).retry()).isNull();
    }

    @Test
    void contactsAreExchangedInOneRequest() {
        var world = new World(1, Duration.ofMinutes(10), HERE, THERE);
        world.execute(world.registration::register);
        world.runFor(Duration.ofSeconds(10));
        assertThat(world.registrar.bound())
                .containsExactly("sip:alice@10.0.0.1:5060", "sip:alice@10.0.0.1:5070");

        world.execute(
                () ->
                        world.registration.register(
                                world.plan(
                                        Duration.ofMinutes(10), HERE, "<sip:alice@10.0.0.1:5080>"),
                                Reactions.defaults()));
        world.runFor(Duration.ofSeconds(10));

        assertThat(world.registrar.asked).hasSize(2);
        assertThat(world.registrar.bound())
                .containsExactly("sip:alice@10.0.0.1:5060", "sip:alice@10.0.0.1:5080");
        world.execute(world.registration::unregister);
        world.end();
        assertThat(world.registrar.bound()).isEmpty();
    }

    @Test
    void whatIsAskedWhileARequestIsUnderWayComesAfterIt() {
        var world = new World(1, Duration.ofMinutes(10), HERE);
        world.execute(
                () -> {
                    world.registration.register();
                    world.registration.register();
                    world.registration.unregister();
                });
        world.end();

        assertThat(world.registrar.asked).hasSize(2);
        assertThat(world.told()).containsExactly("Removed");
        assertThat(world.registrar.bound()).isEmpty();
    }

    @Test
    void withoutContactsAllBindingsAreRemovedAndAFetchChangesNothing() {
        var world = new World(1, Duration.ofMinutes(10));
        world.registrar.bindings.put("sip:alice@10.7.7.7", Long.MAX_VALUE);
        List<String> fetched = new ArrayList<>();
        world.execute(() -> world.registration.fetch(new Fetch(fetched)));
        world.runFor(Duration.ofSeconds(5));
        assertThat(fetched).containsExactly("200");
        assertThat(world.registrar.bound()).hasSize(1);

        world.execute(world.registration::unregister);
        world.end();
        assertThat(world.registrar.asked.getLast().value(HeaderName.CONTACT)).isEqualTo("*");
        assertThat(world.registrar.bound()).isEmpty();
    }

    private record Fetch(List<String> into) implements ResponseListener {
        @Override
        public void succeeded(SipResponse response, Sent sent) {
            into.add(String.valueOf(response.status()));
        }

        @Override
        public void failed(SipFailure failure) {
            into.add(failure.toString());
        }
    }

    @Test
    void theServiceRouteIsToldInItsOrderAndOnlyWhereItIsLoose() {
        var world = new World(1, Duration.ofMinutes(10), HERE);
        world.registrar.serviceRoute = "<sip:p1.example.com;lr>, <sip:p2.example.com;lr>";
        world.execute(world.registration::register);
        world.runFor(Duration.ofSeconds(5));
        world.registrar.serviceRoute = "<sip:p1.example.com>";
        world.execute(world.registration::register);
        world.runFor(Duration.ofSeconds(5));

        assertThat(((RegistrationEvent.Registered) world.events.get(0)).serviceRoute())
                .map(route -> route.uri().toString())
                .containsExactly("sip:p1.example.com;lr", "sip:p2.example.com;lr");
        assertThat(((RegistrationEvent.Registered) world.events.get(1)).serviceRoute()).isEmpty();
        world.execute(world.registration::abandon);
        world.end();
    }
}
