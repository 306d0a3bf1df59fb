package dev.ringback.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.sip.Call;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.UserAgent;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorldTest {
    /// Three threads that talk to each other over a bad network.
    private static String played(long seed) throws Exception {
        Simulation simulation = new Simulation(seed);
        simulation.network().faults(Faults.none().withLoss(0.2).withDuplication(0.1));
        simulation.expect(Invariants.all());
        SipWorld.play(simulation, WorldTest::calls);
        return simulation.trace().hash();
    }

    private static void calls(SipWorld world) throws Exception {
        world.client("bob")
                .userAgent("sip:bob@bob.test")
                .build()
                .onCall(
                        call -> {
                            call.ring();
                            world.pause(Duration.ofSeconds(2));
                            call.accept();
                            call.awaitBye();
                        });
        UserAgent alice = world.client("alice").userAgent("sip:alice@alice.test").build();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            calls.add(alice.call("sip:bob@bob.test"));
        }
        for (Call call : calls) {
            call.awaitAnswer();
        }
        world.pause(Duration.ofSeconds(5));
        for (Call call : calls) {
            call.hangUp();
        }
    }

    @Test
    void theSameSeedGivesTheSameRun() throws Exception {
        assertThat(played(7)).isEqualTo(played(7));
        assertThat(played(7)).isNotEqualTo(played(8));
    }

    @Test
    void callsEndWellUnderManySeeds() throws Exception {
        for (long seed = 1; seed <= 50; seed++) {
            played(seed);
        }
    }

    @Test
    void whoWaitsForNothingFailsAtOnce() {
        assertThatThrownBy(
                        () ->
                                SipWorld.play(
                                        new Simulation(1),
                                        world -> world.await(new CompletableFuture<>())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("nothing is left to happen");
    }

    @Test
    void aHandlerThatIsLeftOverFailsTheTest() {
        assertThatThrownBy(
                        () ->
                                SipWorld.play(
                                        new Simulation(1),
                                        world ->
                                                world.start(
                                                        () -> rest(world, Duration.ofHours(1)))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("threads have not ended");
    }

    private static void rest(SipWorld world, Duration time) {
        try {
            world.pause(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatAHandlerThrowsFailsTheTest() {
        assertThatThrownBy(
                        () ->
                                SipWorld.play(
                                        new Simulation(1),
                                        world -> {
                                            SipClient client = world.client("a");
                                            client.start(
                                                    () -> {
                                                        throw new IllegalStateException("oops");
                                                    });
                                            world.pause(Duration.ofSeconds(1));
                                        }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("oops");
    }

    @Test
    void dependentsOfAFutureMayWait() throws Exception {
        List<String> done = new ArrayList<>();
        SipWorld.play(
                new Simulation(3),
                world -> {
                    world.client("bob").userAgent("sip:bob@bob.test").build().onCall(Call::accept);
                    UserAgent alice =
                            world.client("alice").userAgent("sip:alice@alice.test").build();
                    Call call = alice.call("sip:bob@bob.test");
                    var _ =
                            call.answered()
                                    .thenRun(
                                            () -> {
                                                call.close();
                                                done.add("hung up");
                                            });
                    call.awaitEnd();
                    world.pause(Duration.ofSeconds(1));
                });
        assertThat(done).containsExactly("hung up");
    }
}
