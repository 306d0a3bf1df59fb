package dev.ringback.testkit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.message.SipRequest;
import dev.ringback.reaction.Reactions;
import dev.ringback.registration.OutboundRegistration;
import dev.ringback.registration.OutboundSet;
import dev.ringback.registration.RegistrationEvent;
import dev.ringback.registration.RegistrationPlan;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.uri.SipUri;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A client of RFC 5626 §4 over minutes of virtual time.
class OutboundSimulationTest {
    private static final InetAddress HERE = InetAddress.ofLiteral("10.0.0.1");
    private static final InetAddress THERE = InetAddress.ofLiteral("10.0.0.9");
    private static final String INSTANCE = "urn:uuid:00000000-0000-1000-8000-aabbccddeeff";

    private final Simulation simulation = Watched.simulation(1);
    private final SimRegistrar registrar = new SimRegistrar(simulation);
    private final SimAgent alice = new SimAgent(simulation, "alice", "10.0.0.1").start(_ -> {});
    private final List<RegistrationEvent> events = new ArrayList<>();

    @Test
    void eachProxyGetsARegistrationOfItsOwn() {
        OutboundRegistration registration = registration("sip:10.0.0.9;lr", "sip:10.0.0.9:5060;lr");
        register(registration);
        assertThat(registrar.asked).hasSize(2);
        List<String> contacts =
                registrar.asked.stream().map(r -> r.value(HeaderName.CONTACT)).toList();
        assertThat(contacts.get(0)).contains(";reg-id=1").contains("+sip.instance=\"<" + INSTANCE);
        assertThat(contacts.get(1)).contains(";reg-id=2").contains("+sip.instance=\"<" + INSTANCE);
        assertThat(registrar.asked).extracting(SipRequest::callId).doesNotHaveDuplicates();
        assertThat(registrar.asked)
                .allMatch(r -> "path, outbound".equals(r.value(HeaderName.SUPPORTED)));
        assertThat(registration.route()).hasSize(1);
        execute(registration::abandon);
    }

    @Test
    void aFlowThatAnswersNoMoreIsMadeAnew() {
        OutboundRegistration registration = registration();
        alice.core().watchFlows(registration::flowClosed);
        register(registration);
        simulation.runFor(Duration.ofMinutes(5));
        assertThat(registrar.asked).hasSize(1);

        simulation.network().partition(HERE, THERE);
        simulation.runFor(Duration.ofSeconds(29 + 40 + 5));
        simulation.network().healAll();
        simulation.runFor(Duration.ofSeconds(100));
        assertThat(registrar.asked).hasSizeGreaterThan(1);
        assertThat(registrar.asked.getLast().callId())
                .isEqualTo(registrar.asked.getFirst().callId());
        assertThat(registration.registered()).isTrue();
        execute(registration::abandon);
    }

    @Test
    void failuresAreFollowedByLongerWaits() {
        OutboundRegistration registration = registration();
        registrar.refuse = 503;
        register(registration);
        simulation.runFor(Duration.ofMinutes(10));
        List<Duration> at = registrar.askedAt;
        assertThat(at.get(1).minus(at.get(0)))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(61));
        assertThat(at.get(2).minus(at.get(1)))
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(121));
        execute(registration::abandon);
    }

    @Test
    void aFirstHopWithoutFlowsIsRegisteredAtThePlainWay() {
        OutboundRegistration registration = registration();
        registrar.refuse = 439;
        register(registration);
        registrar.refuse = 0;
        simulation.runFor(Duration.ofMinutes(2));
        assertThat(registrar.asked).hasSizeGreaterThan(1);
        assertThat(registrar.asked.getLast().value(HeaderName.CONTACT)).doesNotContain("reg-id");
        execute(registration::abandon);
    }

    private OutboundRegistration registration(String... proxies) {
        registrar.outbound = true;
        List<NameAddress> set =
                List.of(proxies).stream()
                        .map(proxy -> Objects.requireNonNull(NameAddress.parse("<" + proxy + ">")))
                        .toList();
        RegistrationPlan plan =
                RegistrationPlan.of(
                        SipUri.of(false, null, "10.0.0.9", 5060),
                        alice.address(),
                        NameAddress.of(SipUri.of(false, "alice", "10.0.0.1", 5060)),
                        Duration.ofHours(1));
        return new OutboundRegistration(
                alice.core().stack(),
                alice.core().sender(),
                new OutboundSet(INSTANCE, set),
                plan,
                events::add);
    }

    private void register(OutboundRegistration registration) {
        execute(() -> registration.register(registration.plan(), Reactions.defaults()));
        simulation.runFor(Duration.ofSeconds(5));
    }

    private void execute(Runnable action) {
        alice.node.execute(action);
    }
}
