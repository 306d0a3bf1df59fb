package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.cause.DnsStep;
import dev.ringback.header.Method;
import dev.ringback.stack.Answer;
import dev.ringback.stack.DnsRecord;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Question;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.CallPlan;
import dev.ringback.testkit.agent.SimUserAgent;
import dev.ringback.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private final Simulation simulation = new Simulation(4711);
    private final List<String> seen = new ArrayList<>();

    @Test
    void eventsHappenInTheOrderOfTimeAndThenOfPlanning() {
        after(2, "c");
        after(1, "a");
        after(1, "b");
        simulation.run(Duration.ofSeconds(5));

        assertThat(seen).containsExactly("a", "b", "c");
        assertThat(simulation.clock().now()).isEqualTo(2_000_000_000);
    }

    @Test
    void runForLeavesWhatComesLater() {
        after(1, "a");
        after(10, "b");
        simulation.runFor(Duration.ofSeconds(5));

        assertThat(seen).containsExactly("a");
        assertThat(simulation.clock().now()).isEqualTo(5_000_000_000L);
    }

    @Test
    void whatDoesNotBecomeQuietFails() {
        after(10, "too late");

        assertThatThrownBy(() -> simulation.run(Duration.ofSeconds(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not quiet after PT5S: 'too late'");
    }

    @Test
    void aFailureTellsItsSeedAndShowsALadder() {
        ringOnce();
        simulation.expect(List.of(new NeverRings()));

        assertThatThrownBy(() -> simulation.run(Duration.ofMinutes(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it rang")
                .hasMessageContaining("-Dsim.seed=4711")
                .hasMessageContaining("INVITE 1")
                .hasMessageContaining("|--")
                .hasMessageContaining("call ");
    }

    @Test
    void aFaultInTheCoreFailsTheRun() {
        SimNode node = simulation.node("faulty", "10.0.0.1").listen(Transport.UDP, 5060);
        node.start(stack -> new SimUserAgent(node, stack, "faulty", new CallBook()));
        simulation.after(
                Duration.ofSeconds(1),
                "",
                () ->
                        node.execute(
                                () -> {
                                    throw new IllegalStateException("a bug");
                                }));

        assertThatThrownBy(() -> simulation.run(Duration.ofMinutes(5)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("a bug");
    }

    @Test
    void aCrashedNodeForgetsItsTimersAndCanStartAgain() {
        SimNode node = simulation.node("server", "10.0.0.1").listen(Transport.UDP, 5060);
        node.start(stack -> new SimUserAgent(node, stack, "server", new CallBook()));
        SipStack before = node.stack();
        node.execute(() -> node.stack().schedule(Duration.ofSeconds(9), () -> seen.add("timer")));
        node.crash();
        simulation.run(Duration.ofMinutes(1));

        assertThat(seen).isEmpty();
        assertThat(node.running()).isFalse();
        assertThatThrownBy(node::stack).isInstanceOf(IllegalStateException.class);

        node.restart();
        assertThat(node.stack()).isNotSameAs(before);
        assertThat(node.stack().timerCount()).isZero();
        assertThatThrownBy(node::restart).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theClockOfANodeShowsTheRightWallTimeWhateverItsMonotonicReading() {
        SimNode node = simulation.node("server", "10.0.0.1").listen(Transport.UDP, 5060);
        node.start(stack -> new SimUserAgent(node, stack, "server", new CallBook()));
        after(3, "later");
        simulation.run(Duration.ofMinutes(1));
        node.execute(() -> seen.add(node.stack().wallClock().toString()));

        assertThat(seen).containsExactly("later", "2026-01-01T00:00:03Z");
    }

    @Test
    void theResolverAnswersAfterItsDelay() throws Exception {
        SimNode node = simulation.node("asker", "10.0.0.1").listen(Transport.UDP, 5060);
        node.start(stack -> new SimUserAgent(node, stack, "asker", new CallBook()));
        simulation.resolver().add("Example.com", "10.0.0.9", "10.0.0.8");
        simulation.resolver().fail("broken.example", DnsStep.Outcome.SERVER_FAILED);
        simulation.resolver().delay(Duration.ofSeconds(2), Duration.ofSeconds(2));
        List<Answer> answers = new ArrayList<>();
        for (String host : List.of("example.COM", "broken.example", "nowhere.example")) {
            Question question = new Question.Dns(host, DnsRecord.Type.A);
            node.execute(() -> node.stack().ask(question, answers::add));
        }
        simulation.run(Duration.ofMinutes(1));

        assertThat(answers)
                .extracting(Answer::outcome)
                .containsExactly(
                        DnsStep.Outcome.FOUND,
                        DnsStep.Outcome.SERVER_FAILED,
                        DnsStep.Outcome.NO_SUCH_NAME);
        assertThat(((Answer.Records) answers.getFirst()).records())
                .containsExactly(
                        new DnsRecord.Address(InetAddress.ofLiteral("10.0.0.9")),
                        new DnsRecord.Address(InetAddress.ofLiteral("10.0.0.8")));
        assertThat(simulation.clock().now()).isEqualTo(2_000_000_000);
    }

    private void ringOnce() {
        SimNode node = simulation.node("alice", "10.0.0.1").listen(Transport.UDP, 5060);
        var agents = new ArrayList<SimUserAgent>();
        node.start(
                stack -> {
                    agents.add(new SimUserAgent(node, stack, "alice", new CallBook()));
                    return agents.getFirst();
                });
        var phone =
                new ScriptedPeer()
                        .onRequest(
                                Method.INVITE,
                                ScriptedPeer.respond(180),
                                ScriptedPeer.respond(486));
        new PeerNode(simulation, "phone", "10.0.0.2", phone).listen(Transport.UDP, 5060);
        var to = new Hop(Transport.UDP, new InetSocketAddress("10.0.0.2", 5060));
        simulation.after(
                Duration.ofSeconds(1),
                "",
                () ->
                        agents.getFirst()
                                .call(
                                        SipUri.of(false, "bob", "10.0.0.2", 5060),
                                        to,
                                        CallPlan.talk(Duration.ofSeconds(1))));
    }

    private void after(int seconds, String name) {
        simulation.after(Duration.ofSeconds(seconds), name, () -> seen.add(name));
    }

    private static final class NeverRings implements Invariant {
        @Override
        public void observe(Simulation simulation, Observation observation) {
            if (observation instanceof Observation.Delivered(var _, var _, var message)
                    && Trace.label(message).startsWith("180")) {
                throw new AssertionError("it rang");
            }
        }
    }
}
