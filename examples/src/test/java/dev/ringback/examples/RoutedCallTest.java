package dev.ringback.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.location.MemoryLocation;
import dev.ringback.routing.Decider;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.stack.Hop;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.agent.AnswerPlan;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.CallPlan;
import dev.ringback.testkit.agent.SimUserAgent;
import dev.ringback.testkit.invariant.Invariants;
import dev.ringback.uri.SipUri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// A whole call with the routing class in its middle, on a simulated network in virtual time.
class RoutedCallTest {
    private static final Hop SERVER_HOP =
            new Hop(Transport.UDP, new InetSocketAddress(InetAddress.ofLiteral("10.0.1.1"), 5060));

    private final Simulation simulation = new Simulation(1);
    private final CallBook book = new CallBook();
    private final Map<String, SimUserAgent> phones = new HashMap<>();

    @Test
    void busyPhoneIsFollowedByItsMailbox() {
        phone("alice", "10.0.0.1", 200);
        phone("bob", "10.0.0.2", 486);
        phone("voicemail", "10.0.0.3", 200);
        run();
        assertThat(book.outcomes()).containsEntry("answered", 1);
        assertThat(phone("voicemail").incoming()).hasSize(1);
    }

    @Test
    void phoneThatNobodyAnswersIsFollowedByItsMailbox() {
        phone("alice", "10.0.0.1", 200);
        phone("bob", "10.0.0.2", AnswerPlan.answer(Duration.ofSeconds(60), 200));
        phone("voicemail", "10.0.0.3", 200);
        run();
        assertThat(phone("voicemail").incoming()).hasSize(1);
    }

    @Test
    void phoneThatAnswersKeepsTheCall() {
        phone("alice", "10.0.0.1", 200);
        phone("bob", "10.0.0.2", 200);
        phone("voicemail", "10.0.0.3", 200);
        run();
        assertThat(phone("voicemail").incoming()).isEmpty();
        assertThat(book.outcomes()).containsEntry("answered", 1);
    }

    /// All register, alice calls bob, everybody ends.
    private void run() {
        simulation.expect(Invariants.all());
        SimNode server = simulation.node("server", "10.0.1.1").listen(Transport.UDP, 5060);
        server.start(RoutedCallTest::server);
        phones.values()
                .forEach(
                        phone ->
                                phone.register(
                                        SipUri.of(false, null, "example.com", -1),
                                        SERVER_HOP,
                                        3600,
                                        _ -> {}));
        simulation.after(
                Duration.ofSeconds(5),
                "alice calls bob",
                () ->
                        phone("alice")
                                .call(
                                        SipUri.of(false, "bob", "example.com", -1),
                                        SERVER_HOP,
                                        CallPlan.talk(Duration.ofSeconds(5))));
        simulation.run(Duration.ofMinutes(10));
    }

    private void phone(String user, String address, int status) {
        phone(user, address, AnswerPlan.answer(Duration.ofSeconds(2), status));
    }

    private void phone(String user, String address, AnswerPlan plan) {
        SimNode node = simulation.node(user, address).listen(Transport.UDP, 5060);
        node.start(
                stack -> {
                    SimUserAgent agent = new SimUserAgent(node, stack, user, book);
                    agent.home("example.com");
                    agent.answerBy(_ -> plan);
                    phones.put(user, agent);
                    return agent;
                });
    }

    private SimUserAgent phone(String user) {
        return Objects.requireNonNull(phones.get(user));
    }

    private static ServerCore server(SipStack stack) {
        Domains domains =
                new Domains(List.of("example.com"), List.of(new HostPort("10.0.1.1", 5060)));
        Router router = Router.of(Decider.of("Routes.java", 0, "Routes", new Routes()));
        return new ServerCore(
                stack,
                new ServerServices(
                        domains,
                        Admission.open(domains),
                        new MemoryLocation(),
                        ServerSettings.defaults(),
                        new SecretKeySpec(new byte[32], "HmacSHA256"),
                        new Routing(router)));
    }
}
