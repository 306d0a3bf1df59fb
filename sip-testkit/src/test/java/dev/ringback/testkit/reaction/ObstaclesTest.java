package dev.ringback.testkit.reaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reaction.SipFailure;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// A request on its way through everything that servers may put in it: a dead server, one that
/// rests, proxies and a registrar that challenge, redirections, extensions and lifetimes that do
/// not suit. On a good network it always arrives, on a bad one it always ends; nothing is left.
class ObstaclesTest {
    private static final int SEEDS = 300;

    /// What a server does to a request that has not taken an obstacle yet.
    private record Obstacle(int status, Predicate<SipRequest> met, List<String> lines) {
        Obstacle(int status, Predicate<SipRequest> met, String... lines) {
            this(status, met, List.of(lines));
        }

        private Obstacle {
            lines = List.copyOf(lines);
        }
    }

    private static final List<Obstacle> OBSTACLES =
            List.of(
                    new Obstacle(
                            407,
                            request -> !carries(request, HeaderName.PROXY_AUTHORIZATION, "one"),
                            "Proxy-Authenticate: Digest realm=\"one\", nonce=\"n1\", qop=\"auth\""),
                    new Obstacle(
                            407,
                            request -> !carries(request, HeaderName.PROXY_AUTHORIZATION, "two"),
                            "Proxy-Authenticate: Digest realm=\"two\", nonce=\"n2\"",
                            "Proxy-Authenticate: Digest realm=\"two\", nonce=\"n3\","
                                    + " algorithm=SHA-256"),
                    new Obstacle(
                            302,
                            request -> request.requestUri().toString().contains("bob"),
                            "Contact: <sip:carol@other.example>"),
                    new Obstacle(
                            401,
                            request -> !carries(request, HeaderName.AUTHORIZATION, "three"),
                            "WWW-Authenticate: Digest realm=\"three\", nonce=\"n4\", qop=\"auth\""),
                    new Obstacle(
                            420, request -> request.has(HeaderName.REQUIRE), "Unsupported: foo"),
                    new Obstacle(
                            421,
                            request -> !carries(request, HeaderName.SUPPORTED, "timer"),
                            "Require: timer"),
                    new Obstacle(
                            423,
                            request -> !"600".equals(request.value(HeaderName.EXPIRES)),
                            "Min-Expires: 600"));

    private static boolean carries(SipRequest request, HeaderName name, String part) {
        return request.values(name).stream().anyMatch(value -> value.contains(part));
    }

    @Test
    void aRequestTakesEveryObstacleOnAGoodNetwork() {
        for (long seed = 1; seed <= 60; seed++) {
            World world = new World(seed, Faults.none());
            world.run();
            assertThat(world.client.ends()).as("seed %d", seed).containsOnly("200");
        }
    }

    @Test
    void aRequestEndsOnceOnABadNetwork() {
        Map<String, Integer> ends = new TreeMap<>();
        Seeds.run(
                SEEDS,
                seed -> {
                    SimRandom random = new Simulation(seed).random().stream("faults");
                    World world = new World(seed, Faults.drawn(random, 0.2).withDuplication(0.1));
                    world.run();
                    assertThat(world.client.ends()).as("seed %d", seed).hasSize(World.REQUESTS);
                    world.client.ends().forEach(end -> ends.merge(end, 1, Integer::sum));
                });
        if (!Seeds.replaying()) {
            assertThat(ends.getOrDefault("200", 0)).isGreaterThan(SEEDS * World.REQUESTS * 9 / 10);
        }
    }

    @Test
    void aCallThatIsCancelledAtAnyTimeEndsOnce() {
        Map<String, Integer> ends = new TreeMap<>();
        Seeds.run(
                SEEDS,
                seed -> {
                    World world = new World(seed, Faults.none().withLoss(0.1));
                    world.cancelSometime();
                    world.run();
                    assertThat(world.client.ends()).as("seed %d", seed).hasSize(World.REQUESTS);
                    world.client.ends().forEach(end -> ends.merge(end, 1, Integer::sum));
                });
        if (!Seeds.replaying()) {
            assertThat(ends).containsKeys("200", SipFailure.Cancelled.class.getSimpleName());
        }
    }

    /// Two servers of a domain, of which the first does nothing good; and a third elsewhere.
    private static final class World {
        static final int REQUESTS = 4;

        final Simulation simulation;
        final SimRandom random;
        final SimClient client;

        World(long seed, Faults faults) {
            simulation = new Simulation(seed);
            simulation.expect(Invariants.all());
            simulation.network().faults(faults);
            random = simulation.random().stream("obstacles");
            service("example.com", "10.0.0.10", "10.0.0.11");
            service("other.example", "10.0.0.12");
            if (random.below(3) > 0) {
                ScriptedPeer resting = new ScriptedPeer();
                for (Method method : List.of(Method.INVITE, Method.SUBSCRIBE)) {
                    resting.onRequest(method, ScriptedPeer.respond(503));
                }
                node("resting", "10.0.0.10", resting);
            }
            List<Obstacle> obstacles = random.shuffled(OBSTACLES).subList(0, random.below(8));
            node("server", "10.0.0.11", course(obstacles));
            node("other", "10.0.0.12", course(obstacles));
            client = new SimClient(simulation);
            for (int i = 0; i < REQUESTS; i++) {
                Method method = random.below(2) == 0 ? Method.INVITE : Method.SUBSCRIBE;
                Duration at = random.duration(Duration.ZERO, Duration.ofMinutes(1));
                simulation.after(at, "", () -> client.send(method));
            }
        }

        void cancelSometime() {
            for (int i = 0; i < REQUESTS; i++) {
                int number = i;
                Duration at = random.duration(Duration.ZERO, Duration.ofSeconds(70));
                simulation.after(at, "", () -> client.cancel(number));
            }
        }

        void run() {
            simulation.run(Duration.ofMinutes(30));
            assertThat(client.underWay()).as("seed %d", simulation.seed()).isZero();
        }

        private void node(String name, String address, ScriptedPeer peer) {
            new PeerNode(simulation, name, address, peer).listen(Transport.UDP, 5060);
        }

        private void service(String domain, String... addresses) {
            for (int i = 0; i < addresses.length; i++) {
                String host = "s" + i + "." + domain;
                simulation.resolver().addHost("_sip._udp." + domain, i, 0, 5060, host);
                simulation.resolver().add(host, addresses[i]);
            }
        }

        private static ScriptedPeer course(List<Obstacle> obstacles) {
            return new ScriptedPeer()
                    .on(
                            message -> message instanceof SipRequest request && asks(request),
                            message -> List.of(answer((SipRequest) message, obstacles)));
        }

        private static boolean asks(SipRequest request) {
            return !request.method().equals(Method.ACK);
        }

        private static SipMessage answer(SipRequest request, List<Obstacle> obstacles) {
            List<Obstacle> met = new ArrayList<>(obstacles);
            met.removeIf(
                    obstacle ->
                            request.method().equals(Method.CANCEL) || !obstacle.met.test(request));
            int status = met.isEmpty() ? 200 : met.getFirst().status;
            SipResponse bare = SipResponse.replyTo(request, 500).toTag("peer").build();
            SipResponse.Builder response = bare.edit().status(status);
            for (String line : met.isEmpty() ? List.<String>of() : met.getFirst().lines) {
                int colon = line.indexOf(": ");
                response.add(HeaderName.of(line.substring(0, colon)), line.substring(colon + 2));
            }
            if (status == 200) {
                String host = Objects.requireNonNull(request.topVia()).host();
                response.set(HeaderName.CONTACT, "<sip:peer@" + host + ">");
            }
            return response.build();
        }
    }
}
