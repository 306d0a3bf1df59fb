package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.agent.AnswerPlan;
import dev.ringback.testkit.agent.CallPlan;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A TCP connection is cut in the middle of a call, on either side, at every moment of it: before
/// the INVITE arrives, while it rings, around the answer and its ACK, in the call, around its end.
///
/// Each run holds all invariants of simulations: both ends agree on the end, and no transaction,
/// timer or dialog is left.
class LostConnectionsTest {
    private static final Duration ONE_WAY = Duration.ofMillis(10);
    private static final Duration RINGS = Duration.ofSeconds(1);
    private static final Duration TALKS = Duration.ofSeconds(1);
    private static final Duration CALL_BEGINS = Duration.ofSeconds(5);

    /// The call is over 2.2 s after it began.
    private static final int LAST_MILLIS = 2_300;

    private static final int STEP_MILLIS = 3;

    @ParameterizedTest
    @ValueSource(strings = {"alice", "bob"})
    void theCallEndsWithACauseOrSurvives(String side) {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int cut = 0; cut <= LAST_MILLIS; cut += STEP_MILLIS) {
            Map<String, Integer> outcome = outcome(side, cut);
            assertThat(outcome).as("%s cut after %d ms", side, cut).hasSize(1);
            outcome.forEach((name, count) -> outcomes.merge(name, count, Integer::sum));
        }
        assertThat(outcomes.keySet())
                .as(outcomes.toString())
                .isSubsetOf("answered", "480", "500", "503", "failed");
        assertThat(outcomes.get("answered")).as(outcomes.toString()).isGreaterThan(700);
    }

    private static Map<String, Integer> outcome(String side, int cut) {
        var world = new ServerWorld(cut);
        world.simulation.network().faults(Faults.none().withDelay(ONE_WAY, ONE_WAY));
        SimNode bob = world.phone("bob", "bob", () -> AnswerPlan.answer(RINGS, 200));
        world.simulation.after(Duration.ofSeconds(1), "", () -> world.register(bob, Transport.TCP));
        SimNode alice = world.phone("alice", "alice", null);
        world.simulation.after(
                CALL_BEGINS,
                "",
                () -> world.call(alice, "bob", Transport.TCP, CallPlan.talk(TALKS)));
        InetAddress far = (side.equals("alice") ? alice : bob).address();
        world.simulation.after(
                CALL_BEGINS.plusMillis(cut),
                "",
                () -> world.simulation.network().resetStreams(far, world.server.address()));
        world.simulation.run(Duration.ofMinutes(10));
        assertThat(world.registered).containsExactly(200);
        Map<String, Integer> callers = new TreeMap<>();
        world.book
                .attempts()
                .forEach(
                        (attempt, outcome) -> {
                            if (attempt.node().equals("alice")) {
                                callers.merge(outcome, 1, Integer::sum);
                            }
                        });
        return callers;
    }
}
