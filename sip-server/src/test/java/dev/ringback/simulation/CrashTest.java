package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.agent.AnswerPlan;
import dev.ringback.testkit.agent.CallPlan;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What callers see when phones and the server die.
class CrashTest {
    private static final AnswerPlan LATE = AnswerPlan.answer(Duration.ofSeconds(30), 200);
    private static final AnswerPlan SOON = AnswerPlan.answer(Duration.ofSeconds(20), 200);
    private static final CallPlan CALL = CallPlan.talk(Duration.ofSeconds(10));

    private final ServerWorld world = new ServerWorld(1);
    private final SimNode alice = world.phone("alice", "alice", null);

    @Test
    void aPhoneThatWasNeverThereIsA408AfterTimerB() {
        SimNode bob = world.phone("bob1", "bob", () -> LATE);
        world.register(bob, Transport.UDP);
        at(2, bob::crash);
        at(3, () -> world.call(alice, "bob", Transport.UDP, CALL));
        world.simulation.run(Duration.ofMinutes(10));

        assertThat(world.registered).containsExactly(200);
        assertThat(world.book.outcomes()).containsExactly(Map.entry("408", 1));
        assertThat(seconds()).isBetween(35L, 80L);
    }

    @Test
    void aPhoneWhosePortIsClosedIsGivenUpAtOnce() {
        SimNode bob = world.phone("bob1", "bob", () -> LATE);
        world.register(bob, Transport.UDP);
        world.simulation.network().refusals(1);
        at(2, bob::crash);
        at(3, () -> world.call(alice, "bob", Transport.UDP, CALL));
        at(4, () -> assertThat(world.book.outcomes()).containsOnlyKeys("500"));
        world.simulation.run(Duration.ofMinutes(10));
    }

    @Test
    void aPhoneThatDiesWhileItRingsEndsByTimerC() {
        SimNode bob = world.phone("bob1", "bob", () -> LATE);
        world.register(bob, Transport.UDP);
        at(3, () -> world.call(alice, "bob", Transport.UDP, CALL));
        at(10, bob::crash);
        world.simulation.run(Duration.ofMinutes(10));

        // the branch is cancelled after Timer C and given up 64 T1 later
        assertThat(world.book.outcomes()).hasSize(2).containsEntry("408", 1);
        assertThat(seconds()).isBetween(185L + 32, 300L);
    }

    @Test
    void theOtherPhoneAnswersWhenOneDies() {
        SimNode first = world.phone("bob1", "bob", () -> LATE);
        SimNode second = world.phone("bob2", "bob", () -> SOON);
        world.register(first, Transport.UDP);
        world.register(second, Transport.TCP);
        at(3, () -> world.call(alice, "bob", Transport.TCP, CALL));
        at(10, first::crash);
        world.simulation.run(Duration.ofMinutes(10));

        assertThat(world.book.outcomes()).containsEntry("answered", 1).containsEntry("200", 1);
        assertThat(world.agent(second).incoming().getFirst().confirmed()).isTrue();
    }

    @Test
    void aCallOutlivesARestartOfTheServer() {
        SimNode bob = world.phone("bob1", "bob", () -> SOON);
        world.register(bob, Transport.UDP);
        at(3, () -> world.call(alice, "bob", Transport.UDP, CALL));
        at(25, world.server::crash);
        at(28, world.server::restart);
        world.simulation.run(Duration.ofMinutes(10));

        // the BYE finds its way by the Record-Route alone; CallsAgree has judged the rest
        assertThat(world.book.outcomes()).containsEntry("answered", 1).containsEntry("200", 1);
        assertThat(world.server.stack().transactionCount()).isZero();
    }

    @Test
    void withoutAnyPhoneTheUserIsUnavailable() {
        world.call(alice, "bob", Transport.UDP, CALL);
        world.simulation.run(Duration.ofMinutes(10));

        assertThat(world.book.outcomes()).containsExactly(Map.entry("480", 1));
    }

    private void at(int seconds, Runnable action) {
        world.simulation.after(Duration.ofSeconds(seconds), "", action);
    }

    private long seconds() {
        return Duration.ofNanos(world.simulation.clock().now()).toSeconds();
    }
}
