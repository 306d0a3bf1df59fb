package dev.ringback.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.events.DialogReport;
import dev.ringback.events.Presence;
import dev.ringback.header.event.SubscriptionState;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.subscription.Ending;
import dev.ringback.subscription.EventKind;
import dev.ringback.subscription.EventPackage;
import dev.ringback.subscription.EventState;
import dev.ringback.subscription.EventSubscriber;
import dev.ringback.subscription.NotifierListener;
import dev.ringback.subscription.NotifierUsage;
import dev.ringback.subscription.SubscriptionListener;
import dev.ringback.subscription.SubscriptionPlan;
import dev.ringback.subscription.SubscriptionUsage;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A subscriber and a notifier over hours of virtual time.
class SubscriptionSimulationTest {
    /// Alice wants to know about bob.
    private static final class World implements SubscriptionListener {
        final Simulation simulation;
        final SimAgent alice;
        final SimAgent bob;
        final List<String> story = new ArrayList<>();
        final List<String> states = new ArrayList<>();
        final List<NotifierUsage> usages = new ArrayList<>();
        @Nullable EventSubscriber subscriber;

        World(long seed) {
            simulation = new Simulation(seed);
            simulation.expect(Invariants.all());
            alice = new SimAgent(simulation, "alice", "10.0.0.1").start(_ -> {});
            bob = new SimAgent(simulation, "bob", "10.0.0.2").start(World::serve);
            bob.policy = incoming -> usages.add(incoming.accept(presence(0), heard()));
        }

        static void serve(SimAgent bob) {
            bob.notifier().offer(EventPackage.PRESENCE);
            bob.notifier().offer(EventPackage.DIALOG);
        }

        NotifierListener heard() {
            return new NotifierListener() {
                @Override
                public void ended(NotifierUsage usage) {
                    story.add("notifier ended");
                }
            };
        }

        EventState presence(int number) {
            return EventState.of(Presence.of(bob.uri(), true).noted("n" + number).content());
        }

        SubscriptionPlan plan(String event, Duration lifetime) {
            return SubscriptionPlan.of(
                    bob.uri(), alice.address(), EventKind.named(event), lifetime);
        }

        void subscribe(SubscriptionPlan plan) {
            EventSubscriber made = new EventSubscriber(alice.context(), plan, this);
            subscriber = made;
            alice.node.execute(made::subscribe);
        }

        void unsubscribe() {
            alice.node.execute(Objects.requireNonNull(subscriber)::unsubscribe);
        }

        void tell(int number) {
            bob.node.execute(() -> bob.notifier().tell("presence", presence(number)));
        }

        void runFor(long seconds) {
            simulation.runFor(Duration.ofSeconds(seconds));
        }

        void end() {
            simulation.run(Duration.ofMinutes(10));
            alice.mustBeEmpty();
            bob.mustBeEmpty();
        }

        @Override
        public void accepted(SipResponse response) {
            story.add("accepted");
        }

        @Override
        public void notified(SubscriptionUsage usage, SipRequest notify, SubscriptionState said) {
            story.add(said.state());
            String body = new String(notify.body(), StandardCharsets.UTF_8);
            int note = body.indexOf("<note>");
            int version = body.indexOf("version=\"", 40);
            if (note >= 0) {
                states.add(body.substring(note + 6, body.indexOf("</note>")));
            } else if (version >= 0) {
                states.add(body.substring(version, body.indexOf('"', version + 9)));
            }
        }

        @Override
        public void ended(SubscriptionUsage usage, Ending ending) {
            story.add("ended " + ending.reason());
        }

        @Override
        public void failed(@Nullable SipFailure failure, @Nullable Duration retry) {
            String why = failure == null ? "silent" : String.valueOf(failure.status());
            story.add("failed " + why + (retry == null ? "" : " and again"));
        }

        @Override
        public void over() {
            story.add("over");
        }
    }

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aSubscriptionIsAcceptedToldRefreshedAndEnded() {
        var world = new World(1);
        world.subscribe(world.plan("presence", HOUR));
        world.runFor(10);
        assertThat(world.story).containsExactlyInAnyOrder("accepted", "active");
        assertThat(world.states).containsExactly("n0");

        world.tell(1);
        world.runFor(10_000);
        assertThat(world.states).startsWith("n0", "n1").doesNotContain("n2").hasSizeGreaterThan(3);
        assertThat(world.usages.getFirst().alive()).isTrue();

        world.unsubscribe();
        world.end();
        assertThat(world.story).endsWith("terminated", "ended TIMEOUT", "over", "notifier ended");
    }

    @Test
    void theLastStateArrivesAndNothingIsLeftWhateverIsLost() {
        Seeds.run(
                100,
                seed -> {
                    var world = new World(seed);
                    world.simulation
                            .network()
                            .faults(
                                    Faults.none()
                                            .withLoss(0.2)
                                            .withDuplication(0.1)
                                            .withReordering(0.1)
                                            .withDelay(
                                                    Duration.ofMillis(5), Duration.ofMillis(200)));
                    world.subscribe(world.plan("presence", Duration.ofMinutes(10)));
                    world.runFor(60);
                    for (int i = 1; i <= 40; i++) {
                        world.tell(i);
                        world.runFor(i % 4 == 0 ? 60 : 1);
                    }
                    world.runFor(100);
                    assertThat(world.states.getLast()).isEqualTo("n40");
                    assertThat(world.states).isSortedAccordingTo(SubscriptionSimulationTest::order);
                    world.unsubscribe();
                    world.end();
                    assertThat(world.story).contains("over", "notifier ended");
                });
    }

    private static int order(String one, String other) {
        return Integer.compare(
                Integer.parseInt(one.substring(1)), Integer.parseInt(other.substring(1)));
    }

    @Test
    void aNotifierDoesNotTellFasterThanItsPackagePermits() {
        var world = new World(1);
        world.subscribe(world.plan("presence", HOUR));
        world.runFor(10);
        for (int i = 1; i <= 20; i++) {
            world.tell(i);
            world.simulation.runFor(Duration.ofMillis(500));
        }
        world.runFor(20);

        assertThat(world.states).hasSizeBetween(4, 5).startsWith("n0", "n1").endsWith("n20");
        world.unsubscribe();
        world.end();
    }

    @Test
    void dialogReportsCountTheirVersions() {
        var world = new World(1);
        var report = new DialogReport(world.bob.uri(), List.of());
        world.bob.policy = incoming -> world.usages.add(incoming.accept(report, world.heard()));
        world.subscribe(world.plan("dialog", HOUR));
        world.runFor(10);
        for (int i = 0; i < 2; i++) {
            world.bob.node.execute(() -> world.bob.notifier().tell("dialog", report));
            world.runFor(3);
        }

        assertThat(world.states).containsExactly("version=\"0", "version=\"1", "version=\"2");
        world.unsubscribe();
        world.end();
    }

    @Test
    void whatIsNotPermittedYetIsPendingAndNotTold() {
        var world = new World(1);
        world.bob.policy =
                incoming -> world.usages.add(incoming.pend(world.heard()).with(world.presence(7)));
        world.subscribe(world.plan("presence", HOUR));
        world.runFor(10);
        assertThat(world.story).containsExactlyInAnyOrder("accepted", "pending");
        assertThat(world.states).isEmpty();

        world.bob.node.execute(() -> world.usages.getFirst().permit());
        world.runFor(10);
        assertThat(world.story).endsWith("active");
        assertThat(world.states).containsExactly("n7");

        world.bob.node.execute(() -> world.usages.getFirst().terminate("rejected", null));
        world.end();
        assertThat(world.story).endsWith("terminated", "ended REJECTED", "over", "notifier ended");
    }

    @Test
    void aPollTellsOnceAndLeavesNothing() {
        var world = new World(1);
        world.subscribe(world.plan("presence", Duration.ZERO));
        world.end();

        assertThat(world.states).containsExactly("n0");
        assertThat(world.story).contains("terminated", "ended TIMEOUT", "over");
    }

    @Test
    void unknownPackagesAndForbiddenOnesAreRefused() {
        var unknown = new World(1);
        unknown.subscribe(unknown.plan("conference", HOUR));
        unknown.end();
        assertThat(unknown.story).containsExactly("failed 489", "over");

        var forbidden = new World(1);
        forbidden.bob.policy = incoming -> incoming.refuse(403, new Cause.Decided("no"));
        forbidden.subscribe(forbidden.plan("presence", HOUR).forGood());
        forbidden.end();
        assertThat(forbidden.story).containsExactly("failed 403", "over");
    }

    @Test
    void aTooBriefLifetimeIsProlonged() {
        var world = new World(1);
        world.subscribe(world.plan("presence", Duration.ofSeconds(10)));
        world.runFor(300);

        assertThat(world.usages).hasSize(1);
        assertThat(world.usages.getFirst().alive()).isTrue();
        world.unsubscribe();
        world.end();
    }

    @Test
    void whoIsNotRefreshedIsToldSo() {
        var world = new World(1);
        world.subscribe(world.plan("presence", Duration.ofMinutes(2)));
        world.runFor(10);
        world.alice.node.crash();
        world.runFor(200);

        assertThat(world.usages.getFirst().alive()).isFalse();
        assertThat(world.story).endsWith("notifier ended");
        assertThat(world.bob.core().dialogCount()).isZero();
    }

    @Test
    void aNotifierThatForgotIsSubscribedToAnew() {
        var world = new World(1);
        world.subscribe(world.plan("presence", Duration.ofMinutes(10)).forGood());
        world.runFor(10);
        world.bob.node.crash();
        world.bob.node.restart();
        world.runFor(700);

        assertThat(world.usages).hasSize(2);
        assertThat(world.story).contains("ended REFUSED");
        assertThat(world.usages.getLast().alive()).isTrue();
        world.unsubscribe();
        world.end();
    }

    @Test
    void aSubscriptionThatMovesBeginsAnewAtOnceAndOneThatIsRejectedNever() {
        var world = new World(1);
        world.subscribe(world.plan("presence", HOUR).forGood());
        world.runFor(10);
        world.bob.node.execute(() -> world.usages.getLast().terminate("deactivated", null));
        world.runFor(1);
        assertThat(world.usages).hasSize(2);

        world.runFor(10);
        Duration later = Duration.ofSeconds(500);
        world.bob.node.execute(() -> world.usages.getLast().terminate("probation", later));
        world.runFor(490);
        assertThat(world.usages).hasSize(2);
        world.runFor(20);
        assertThat(world.usages).hasSize(3);

        world.bob.node.execute(() -> world.usages.getLast().terminate("noresource", null));
        world.end();
        assertThat(world.story).endsWith("ended NORESOURCE", "over", "notifier ended");
    }

    @Test
    void whoUnsubscribesBeforeAnythingCameIsHeardToo() {
        var world = new World(1);
        world.subscribe(world.plan("presence", HOUR));
        world.unsubscribe();
        world.end();

        assertThat(world.story).contains("over");
        assertThat(world.usages.getFirst().alive()).isFalse();
    }
}
