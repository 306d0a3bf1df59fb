package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.DnsStep;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.SimRandom;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.agent.CallPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Two callers, a callee with one to three phones, the real registrar and proxy between them, and a
/// network that loses, repeats, overtakes, is cut, and whose nodes crash.
class ForkingSimulationTest {
    private static final int SEEDS = 200;
    private static final int CALLS = 6;
    private static final Duration LIMIT = Duration.ofHours(2);

    @Test
    void everyCallEndsAndAllSidesAgree() {
        var outcomes = new TreeMap<String, Integer>();
        Seeds.run(
                SEEDS,
                seed ->
                        scenario(seed)
                                .book
                                .outcomes()
                                .forEach(
                                        (name, count) ->
                                                outcomes.merge(name, count, Integer::sum)));
        if (!Seeds.replaying()) {
            assertThat(outcomes).containsKeys("answered", "200", "408", "480", "486", "487", "603");
        }
    }

    @Test
    void theSameSeedGivesTheSameTraceByteForByte() {
        for (long seed = 1; seed <= 5; seed++) {
            String first = scenario(seed).simulation.trace().hash();

            assertThat(scenario(seed).simulation.trace().hash()).isEqualTo(first);
        }
    }

    private static ServerWorld scenario(long seed) {
        var world = new ServerWorld(seed);
        Simulation simulation = world.simulation;
        SimRandom random = simulation.random().stream("scenario");
        Faults faults = Faults.drawn(random, 0.2);
        simulation.network().faults(random.below(5) == 0 ? faults.withReset(0.02) : faults);

        List<SimNode> phones = new ArrayList<>();
        int count = random.between(1, 3);
        for (int i = 1; i <= count; i++) {
            phones.add(registered(world, "bob" + i, random));
        }
        List<SimNode> callers =
                List.of(world.phone("alice", "alice", null), world.phone("carol", "carol", null));
        for (int i = 0; i < CALLS; i++) {
            SimNode caller = random.pick(callers);
            Transport transport = transport(random);
            CallPlan plan = CallPlan.drawn(random);
            simulation.after(
                    random.duration(Duration.ofSeconds(5), Duration.ofSeconds(50)),
                    "",
                    () -> world.call(caller, "bob", transport, plan));
        }
        mishaps(world, random, phones);
        simulation.run(LIMIT);
        return world;
    }

    private static SimNode registered(ServerWorld world, String name, SimRandom random) {
        SimNode phone = world.phone(name, "bob", null);
        if (random.below(3) == 0) {
            String host = name + ".phones.example";
            world.agent(phone).advertise(host);
            world.simulation.resolver().add(host, phone.address().getHostAddress());
        }
        Transport transport = transport(random);
        world.simulation.after(
                random.duration(Duration.ZERO, Duration.ofSeconds(2)),
                "",
                () -> world.register(phone, transport));
        return phone;
    }

    private static void mishaps(ServerWorld world, SimRandom random, List<SimNode> phones) {
        Simulation simulation = world.simulation;
        SimNode phone = random.pick(phones);
        Duration at = random.duration(Duration.ofSeconds(5), Duration.ofSeconds(60));
        Duration span = random.duration(Duration.ofSeconds(1), Duration.ofSeconds(60));
        Duration later = at.plus(span);
        switch (random.below(8)) {
            case 0 -> crash(simulation, phone, at);
            case 1 -> {
                crash(simulation, phone, at);
                simulation.after(later, "", phone::restart);
            }
            case 2 -> {
                crash(simulation, world.server, at);
                simulation.after(later, "", world.server::restart);
            }
            case 3 -> {
                simulation.after(
                        at,
                        "cut from " + phone.name(),
                        () ->
                                simulation
                                        .network()
                                        .partition(phone.address(), world.server.address()));
                simulation.after(later, "heal", simulation.network()::healAll);
            }
            case 4 -> {
                String host = phone.name() + ".phones.example";
                simulation.after(
                        at,
                        "name lost",
                        () -> simulation.resolver().fail(host, DnsStep.Outcome.SERVER_FAILED));
            }
            default -> {
                // nothing but the network's everyday faults
            }
        }
    }

    private static void crash(Simulation simulation, SimNode node, Duration at) {
        simulation.after(at, "", node::crash);
    }

    private static Transport transport(SimRandom random) {
        return random.below(4) == 0 ? Transport.TCP : Transport.UDP;
    }
}
