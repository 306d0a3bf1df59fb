package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.header.NameAddress;
import dev.ringback.locate.ServerHealth;
import dev.ringback.locate.ServerLocator;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.MemoryLocation;
import dev.ringback.reaction.Reactions;
import dev.ringback.registration.OutboundRegistration;
import dev.ringback.registration.OutboundSet;
import dev.ringback.registration.RegistrationPlan;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.FinalsHaveCauses;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import dev.ringback.useragent.UserAgentCore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// A server that is started anew, and clients that have connections to it: RFC 5626 §4.5.
class RestartTest {
    private static final int CLIENTS = 1_000;

    /// The Flow-Timer that the registrar tells.
    private static final Duration KEEP_ALIVE = Duration.ofMinutes(2);

    private static final NameAddress PROXY =
            NameAddress.of(uri("sip:10.0.0.1:5060;transport=tcp;lr"));

    private final Simulation simulation = new Simulation(1);
    private final SimNode server =
            simulation.node("server", "10.0.0.1").listen(Transport.TCP, 5060);
    private final List<MemoryLocation> lives = new ArrayList<>();

    RestartTest() {
        simulation.expect(List.of(new FinalsHaveCauses(), new CausesHaveWords()));
        server.start(this::core);
        for (int i = 0; i < CLIENTS; i++) {
            client(i);
        }
    }

    @Test
    void allClientsAreReachableAgainWithinTheirKeepAliveTime() {
        simulation.runFor(Duration.ofMinutes(1));
        assertThat(reachable()).isEqualTo(CLIENTS);

        server.crash();
        simulation.runFor(Duration.ofSeconds(10));
        server.restart();
        assertThat(lives).hasSize(2);
        assertThat(reachable()).isZero();
        simulation.runFor(KEEP_ALIVE);
        assertThat(reachable()).isEqualTo(CLIENTS);
    }

    @Test
    void clientsWhoseServerVanishedWithoutAWordFindOutByTheirKeepAlives() {
        simulation.runFor(Duration.ofMinutes(1));
        simulation
                .nodes()
                .forEach(node -> simulation.network().partition(server.address(), node.address()));
        simulation.runFor(Duration.ofSeconds(200));
        simulation.network().healAll();
        // two failures in a row are followed by a wait of two minutes at most
        simulation.runFor(Duration.ofMinutes(4));
        assertThat(reachable()).isEqualTo(CLIENTS);
    }

    /// How many users have a binding whose flow is there.
    private long reachable() {
        long count = 0;
        long now = server.stack().now();
        for (int i = 0; i < CLIENTS; i++) {
            List<Binding> bindings =
                    lives.getLast().bindings(new AddressOfRecord("u" + i, "example.com"), now);
            count += bindings.stream().filter(b -> !b.failed() && b.flowUse() != null).count();
        }
        return count;
    }

    private ServerCore core(SipStack stack) {
        MemoryLocation location = new MemoryLocation();
        lives.add(location);
        byte[] key = new byte[32];
        key[0] = (byte) lives.size();
        Domains domains =
                new Domains(List.of("example.com"), List.of(new HostPort("10.0.0.1", 5060)));
        return new ServerCore(
                stack,
                new ServerServices(
                        domains,
                        Admission.open(domains),
                        location,
                        ServerSettings.defaults(),
                        new SecretKeySpec(key, "HmacSHA256")));
    }

    private void client(int number) {
        String address = "10.1." + number / 200 + '.' + (number % 200 + 1);
        SimNode node = simulation.node("u" + number, address).listen(Transport.TCP, 5060);
        List<UserAgentCore> cores = new ArrayList<>(1);
        node.start(
                stack -> {
                    var core =
                            new UserAgentCore(stack, new ServerLocator(stack, new ServerHealth()));
                    cores.add(core);
                    return core;
                });
        node.execute(() -> register(cores.getFirst(), number));
    }

    private static void register(UserAgentCore core, int number) {
        RegistrationPlan plan =
                RegistrationPlan.of(
                        uri("sip:example.com"),
                        NameAddress.of(SipUri.of(false, "u" + number, "example.com", -1)),
                        NameAddress.of(uri("sip:u" + number + "@x" + number + ".invalid")),
                        Duration.ofHours(1));
        var registration =
                new OutboundRegistration(
                        core.stack(),
                        core.sender(),
                        new OutboundSet("urn:uuid:" + number, List.of(PROXY)),
                        plan,
                        _ -> {});
        core.watchFlows(registration::flowClosed);
        registration.register(plan, Reactions.defaults());
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }
}
