package dev.ringback.simulation;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.location.MemoryLocation;
import dev.ringback.stack.Hop;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.agent.AnswerPlan;
import dev.ringback.testkit.agent.CallBook;
import dev.ringback.testkit.agent.CallPlan;
import dev.ringback.testkit.agent.SimUserAgent;
import dev.ringback.testkit.invariant.CallsAgree;
import dev.ringback.testkit.invariant.Invariants;
import dev.ringback.uri.SipUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A server for example.com at 10.0.1.1 and any number of phones, on one simulated network.
final class ServerWorld {
    static final String DOMAIN = "example.com";
    private static final String ADDRESS = "10.0.1.1";

    final Simulation simulation;
    final CallBook book = new CallBook();
    final SimNode server;

    /// The final statuses of all registrations, in the order in which they came.
    final List<Integer> registered = new ArrayList<>();

    private final Map<String, SimUserAgent> agents = new TreeMap<>();
    private int phones;

    ServerWorld(long seed) {
        simulation = new Simulation(seed);
        simulation.expect(Invariants.all());
        simulation.expect(List.of(new CallsAgree(book), new CausesHaveWords()));
        server = sockets(simulation.node("server", ADDRESS));
        // what the core runs is Timer C, one for each INVITE that it forwarded
        server.start(
                stack -> {
                    server.coreTimers(stack::transactionCount);
                    return core(stack);
                });
    }

    /// Adds a phone of a user. Several phones may belong to one user; names in traces differ.
    ///
    /// @param plans makes the plan of each incoming call; null draws them
    SimNode phone(String name, String user, @Nullable Supplier<AnswerPlan> plans) {
        phones++;
        SimNode node = sockets(simulation.node(name, "10.0.0." + phones));
        node.start(
                stack -> {
                    var agent = new SimUserAgent(node, stack, user, book);
                    agent.home(DOMAIN);
                    if (plans != null) {
                        agent.answerBy(_ -> plans.get());
                    }
                    agents.put(name, agent);
                    return agent;
                });
        return node;
    }

    void register(SimNode phone, Transport transport) {
        SimUserAgent agent = agent(phone);
        agent.prefer(transport);
        agent.register(SipUri.of(false, null, DOMAIN, -1), hop(transport), 3600, registered::add);
    }

    void call(SimNode phone, String user, Transport transport, CallPlan plan) {
        SimUserAgent agent = agent(phone);
        agent.prefer(transport);
        agent.call(SipUri.of(false, user, DOMAIN, -1), hop(transport), plan);
    }

    SimUserAgent agent(SimNode phone) {
        return Objects.requireNonNull(agents.get(phone.name()));
    }

    private Hop hop(Transport transport) {
        return new Hop(transport, server.socket(transport));
    }

    private static SimNode sockets(SimNode node) {
        return node.listen(Transport.UDP, 5060).listen(Transport.TCP, 5060);
    }

    private static ServerCore core(SipStack stack) {
        var domains = new Domains(List.of(DOMAIN), List.of(new HostPort(ADDRESS, 5060)));
        return new ServerCore(
                stack,
                new ServerServices(
                        domains,
                        Admission.open(domains),
                        new MemoryLocation(),
                        ServerSettings.defaults(),
                        new SecretKeySpec(new byte[32], "HmacSHA256")));
    }
}
