package dev.ringback.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Parameters;
import dev.ringback.header.event.Event;
import dev.ringback.publication.ClientPublication;
import dev.ringback.publication.PublicationEvent;
import dev.ringback.publication.PublicationPlan;
import dev.ringback.reaction.Reactions;
import dev.ringback.subscription.Content;
import dev.ringback.subscription.EventPackage;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A publisher and a compositor.
class PublicationSimulationTest {
    private static final class World {
        final Simulation simulation;
        final SimAgent alice;
        final SimAgent server;
        final List<PublicationEvent> events = new ArrayList<>();
        final ClientPublication publication;

        World(long seed, String event, Duration lifetime) {
            simulation = new Simulation(seed);
            simulation.expect(Invariants.all());
            alice = new SimAgent(simulation, "alice", "10.0.0.1").start(_ -> {});
            server =
                    new SimAgent(simulation, "server", "10.0.0.2")
                            .start(made -> made.compositor().accept(EventPackage.PRESENCE));
            publication =
                    new ClientPublication(
                            alice.core().stack(),
                            alice.core().sender(),
                            new PublicationPlan(
                                    server.uri(),
                                    alice.address(),
                                    new Event(event, Parameters.NONE),
                                    lifetime,
                                    _ -> {}),
                            Reactions.defaults(),
                            events::add);
        }

        void publish(String text) {
            Content content = Content.of("application/pidf+xml", text);
            alice.node.execute(() -> publication.publish(content));
        }

        void remove() {
            alice.node.execute(publication::remove);
        }

        List<String> there() {
            return server.compositor().published("presence").stream().map(Content::text).toList();
        }

        void runFor(long seconds) {
            simulation.runFor(Duration.ofSeconds(seconds));
        }

        void end() {
            simulation.run(Duration.ofMinutes(5));
            alice.mustBeEmpty();
            if (server.node.running()) {
                server.mustBeEmpty();
            }
        }

        List<String> told() {
            return events.stream().map(event -> event.getClass().getSimpleName()).toList();
        }
    }

    @Test
    void stateIsPublishedModifiedRefreshedAndRemoved() {
        var world = new World(1, "presence", Duration.ofMinutes(10));
        world.publish("one");
        world.runFor(5);
        String first = world.publication.entityTag();
        assertThat(first).isNotNull();
        world.publish("two");
        world.runFor(3600);

        assertThat(world.there()).containsExactly("two");
        assertThat(world.publication.entityTag()).isNotNull().isNotEqualTo(first);
        assertThat(world.server.published).containsExactly("presence[one]", "presence[two]");
        world.remove();
        world.end();
        assertThat(world.there()).isEmpty();
        assertThat(world.told()).endsWith("Removed");
    }

    @Test
    void whatTheServerForgotIsPublishedAnew() {
        var world = new World(1, "presence", Duration.ofMinutes(10));
        world.publish("one");
        world.runFor(5);
        world.server.node.crash();
        world.server.node.restart();
        world.runFor(600);

        assertThat(world.there()).containsExactly("one");
        assertThat(world.told()).containsOnly("Published");
        world.remove();
        world.end();
    }

    @Test
    void theNewestStateIsThereAtTheEndWhateverIsLost() {
        Seeds.run(
                100,
                seed -> {
                    var world = new World(seed, "presence", Duration.ofMinutes(5));
                    world.simulation
                            .network()
                            .faults(
                                    Faults.none()
                                            .withLoss(0.2)
                                            .withDuplication(0.1)
                                            .withReordering(0.1));
                    for (int i = 1; i <= 30; i++) {
                        world.publish("s" + i);
                        world.simulation.runFor(Duration.ofMillis(i % 5 == 0 ? 400_000 : 300));
                    }
                    assertThat(world.there()).containsExactly("s30");
                    world.remove();
                    world.end();
                    assertThat(world.there()).isEmpty();
                    assertThat(world.publication.idle()).isTrue();
                });
    }

    @Test
    void anUnknownEventIsRefusedAndNotTriedAgain() {
        var world = new World(1, "conference", Duration.ofMinutes(10));
        world.publish("one");
        world.end();

        assertThat(world.events)
                .singleElement()
                .isInstanceOfSatisfying(
                        PublicationEvent.Failed.class,
                        failed -> {
                            assertThat(failed.failure().status()).isEqualTo(489);
                            assertThat(failed.retry()).isNull();
                        });
    }

    @Test
    void aTooBriefLifetimeIsProlonged() {
        var world = new World(1, "presence", Duration.ofSeconds(20));
        world.publish("one");
        world.runFor(300);

        assertThat(world.there()).containsExactly("one");
        assertThat(((PublicationEvent.Published) world.events.getFirst()).lifetime())
                .isEqualTo(Duration.ofSeconds(60));
        world.remove();
        world.end();
    }

    @Test
    void whatIsNotRefreshedIsOver() {
        var world = new World(1, "presence", Duration.ofMinutes(2));
        world.publish("one");
        world.runFor(5);
        world.alice.node.crash();
        world.runFor(130);

        assertThat(world.there()).isEmpty();
        assertThat(world.server.published).endsWith("presence[]");
    }

    @Test
    void takingBackWhatNeverWasPublishedAsksNobody() {
        var world = new World(1, "presence", Duration.ofMinutes(2));
        world.server.node.crash();
        world.publish("one");
        world.runFor(40);
        world.remove();
        world.end();

        assertThat(world.told()).containsExactly("Failed", "Removed");
    }
}
