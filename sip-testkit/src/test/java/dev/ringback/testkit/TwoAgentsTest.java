package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.CallPlan;
import dev.ringback.testkit.agent.SimUserAgent;
import dev.ringback.testkit.invariant.CallsAgree;
import dev.ringback.testkit.invariant.Invariants;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Two user agents call each other without anything between them, on a bad network.
class TwoAgentsTest {
    private static final int SEEDS = 200;
    private static final int CALLS = 8;

    @Test
    void bothSidesOfEveryCallAgreeOnItsEnd() {
        var outcomes = new TreeMap<String, Integer>();
        Seeds.run(
                SEEDS,
                seed ->
                        scenario(seed, 0.2)
                                .book
                                .outcomes()
                                .forEach(
                                        (name, count) ->
                                                outcomes.merge(name, count, Integer::sum)));
        if (!Seeds.replaying()) {
            assertThat(outcomes).containsKeys("answered", "200", "486", "487", "302", "603");
        }
    }

    @Test
    void withoutFaultsEveryCallThatIsNotCancelledIsDecidedByItsCallee() {
        for (long seed = 1; seed <= 20; seed++) {
            Map<String, Integer> outcomes = scenario(seed, -1).book.outcomes();
            assertThat(outcomes).doesNotContainKey("failed");
            assertThat(outcomes.getOrDefault("200", 0))
                    .isEqualTo(outcomes.getOrDefault("answered", 0));
        }
    }

    @Test
    void theSameSeedGivesTheSameTraceByteForByte() {
        Trace first = scenario(17, 0.2).simulation.trace();
        Trace second = scenario(17, 0.2).simulation.trace();

        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.lines()).isEqualTo(first.lines());
        assertThat(first.count()).isGreaterThan(50);
    }

    @Test
    void differentSeedsGiveDifferentTraces() {
        var hashes = new ArrayList<String>();
        for (long seed = 1; seed <= 10; seed++) {
            hashes.add(scenario(seed, 0.2).simulation.trace().hash());
        }

        assertThat(hashes).doesNotHaveDuplicates();
    }

    private static World scenario(long seed, double mostLoss) {
        var world = new World(seed);
        SimRandom random = world.simulation.random().stream("scenario");
        world.simulation.network().faults(mostLoss < 0 ? Faults.none() : bad(random, mostLoss));
        for (int i = 0; i < CALLS; i++) {
            List<SimNode> ends = random.shuffled(List.of(world.alice, world.bob));
            Transport transport = random.below(4) == 0 ? Transport.TCP : Transport.UDP;
            CallPlan plan = CallPlan.drawn(random);
            world.simulation.after(
                    random.duration(Duration.ZERO, Duration.ofSeconds(30)),
                    "",
                    () -> world.call(ends.getFirst(), ends.getLast(), transport, plan));
        }
        if (mostLoss >= 0) {
            mishaps(world, random);
        }
        world.simulation.run(Duration.ofMinutes(30));
        return world;
    }

    private static Faults bad(SimRandom random, double mostLoss) {
        Faults faults = Faults.drawn(random, mostLoss);
        return random.below(4) == 0 ? faults.withReset(0.02) : faults;
    }

    /// In one run of four the network is cut for a while, in one of eight a node dies and comes
    /// back.
    private static void mishaps(World world, SimRandom random) {
        Simulation simulation = world.simulation;
        Duration at = random.duration(Duration.ZERO, Duration.ofSeconds(40));
        if (random.below(4) == 0) {
            Duration span = random.duration(Duration.ZERO, Duration.ofSeconds(90));
            simulation.after(
                    at,
                    "cut",
                    () ->
                            simulation
                                    .network()
                                    .partition(world.alice.address(), world.bob.address()));
            simulation.after(at.plus(span), "heal", simulation.network()::healAll);
        }
        if (random.below(8) == 0) {
            Duration span = random.duration(Duration.ofMillis(1), Duration.ofSeconds(40));
            simulation.after(at, "", world.bob::crash);
            simulation.after(at.plus(span), "", world.bob::restart);
        }
    }

    /// Two nodes with an agent each.
    private static final class World {
        final Simulation simulation;
        final CallBook book = new CallBook();
        final Map<String, SimUserAgent> agents = new TreeMap<>();
        final SimNode alice;
        final SimNode bob;

        World(long seed) {
            simulation = new Simulation(seed);
            simulation.expect(Invariants.all());
            simulation.expect(List.of(new CallsAgree(book)));
            alice = agent("alice", "10.0.0.1");
            bob = agent("bob", "10.0.0.2");
        }

        private SimNode agent(String name, String address) {
            SimNode node =
                    simulation
                            .node(name, address)
                            .listen(Transport.UDP, 5060)
                            .listen(Transport.TCP, 5060);
            node.start(
                    stack -> {
                        var agent = new SimUserAgent(node, stack, name, book);
                        agents.put(name, agent);
                        return agent;
                    });
            return node;
        }

        void call(SimNode from, SimNode to, Transport transport, CallPlan plan) {
            SipUri target = SipUri.of(false, to.name(), to.address().getHostAddress(), 5060);
            SimUserAgent agent = Objects.requireNonNull(agents.get(from.name()));
            agent.prefer(transport);
            agent.call(target, new Hop(transport, to.socket(transport)), plan);
        }
    }
}
