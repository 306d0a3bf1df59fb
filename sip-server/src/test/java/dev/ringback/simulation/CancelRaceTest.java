package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.SimRandom;
import dev.ringback.testkit.agent.AnswerPlan;
import dev.ringback.testkit.agent.CallPlan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// CANCEL and the final response cross on the way (RFC 5407 §3.1.2 and its neighbours), through the
/// real proxy, on a network that is slow but loses nothing.
class CancelRaceTest {
    private static final int SEEDS = 200;
    private static final List<Integer> FINALS = List.of(200, 200, 486, 603, 302);

    @Test
    void theCallIsOverWhoeverWins() {
        var outcomes = new TreeMap<String, Integer>();
        Seeds.run(
                SEEDS,
                seed -> {
                    Map<String, Integer> result = race(seed).book.outcomes();
                    assertThat(result).doesNotContainKeys("", "failed", "408");
                    result.forEach((name, count) -> outcomes.merge(name, count, Integer::sum));
                });
        if (!Seeds.replaying()) {
            assertThat(outcomes).containsKeys("answered", "487", "486", "603");
            assertThat(outcomes.get("answered")).isGreaterThan(20);
            assertThat(outcomes.get("487")).isGreaterThan(20);
        }
    }

    private static ServerWorld race(long seed) {
        var world = new ServerWorld(seed);
        SimRandom random = world.simulation.random().stream("scenario");
        world.simulation
                .network()
                .faults(Faults.none().withDelay(Duration.ofMillis(1), Duration.ofMillis(80)));
        int phones = random.between(1, 2);
        for (int i = 1; i <= phones; i++) {
            AnswerPlan plan = AnswerPlan.answer(near(random), random.pick(FINALS));
            SimNode phone = world.phone("bob" + i, "bob", () -> plan);
            world.simulation.after(
                    Duration.ofMillis(i), "", () -> world.register(phone, Transport.UDP));
        }
        SimNode alice = world.phone("alice", "alice", null);
        var plan = new CallPlan(near(random), Duration.ofSeconds(2));
        world.simulation.after(
                Duration.ofSeconds(5), "", () -> world.call(alice, "bob", Transport.UDP, plan));
        world.simulation.run(Duration.ofMinutes(10));
        assertThat(world.registered).hasSize(phones).containsOnly(200);
        return world;
    }

    /// Around one second, so close that any order of the two happens.
    private static Duration near(SimRandom random) {
        return random.duration(Duration.ofMillis(900), Duration.ofMillis(1100));
    }
}
