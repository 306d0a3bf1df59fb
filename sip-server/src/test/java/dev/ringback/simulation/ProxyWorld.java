package dev.ringback.simulation;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.MemoryLocation;
import dev.ringback.location.Registration;
import dev.ringback.message.SipRequest;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.FinalsHaveCauses;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;

/// Servers whose users have bindings that nobody checked, and a stranger who calls them.
final class ProxyWorld {
    private static final String CALLER = "10.9.9.9";

    final Simulation simulation;
    final ScriptedPeer caller = new ScriptedPeer();

    /// The branches of all INVITEs that servers sent.
    final Set<String> forwarded = new LinkedHashSet<>();

    private final PeerNode callerNode;

    ProxyWorld(long seed) {
        simulation = new Simulation(seed);
        simulation.expect(List.of(new FinalsHaveCauses(), new CausesHaveWords(), counter()));
        callerNode = new PeerNode(simulation, "caller", CALLER, caller).listen(Transport.UDP, 5060);
    }

    private Invariant counter() {
        return new Invariant() {
            @Override
            public void observe(Simulation observed, Observation observation) {
                if (observation
                                instanceof
                                Observation.Sent(SimNode _, var _, var _, SipRequest request)
                        && request.method().equals(Method.INVITE)) {
                    forwarded.add(String.valueOf(request.topVia().branch()));
                }
            }
        };
    }

    /// Starts the server of a domain, which the name server knows.
    MemoryLocation server(String domain, String address) {
        var location = new MemoryLocation();
        var domains = new Domains(List.of(domain), List.of(new HostPort(address, 5060)));
        simulation.resolver().add(domain, address);
        simulation
                .node(domain, address)
                .listen(Transport.UDP, 5060)
                .listen(Transport.TCP, 5060)
                .start(
                        stack ->
                                new ServerCore(
                                        stack,
                                        new ServerServices(
                                                domains,
                                                Admission.open(domains),
                                                location,
                                                ServerSettings.defaults(),
                                                new SecretKeySpec(new byte[32], "HmacSHA256"))));
        return location;
    }

    /// Binds a user to contacts, each with its preference in thousandths.
    static void bind(MemoryLocation location, AddressOfRecord aor, int q, String... contacts) {
        Flow flow = new Flow(Transport.UDP, at(CALLER), at(CALLER), 0);
        location.update(
                aor,
                0,
                old -> {
                    List<Binding> all = new ArrayList<>(old);
                    for (String contact : contacts) {
                        all.add(binding(contact, q, flow, all.size()));
                    }
                    return all;
                });
    }

    private static Binding binding(String contact, int q, Flow flow, int number) {
        return new Binding(
                Objects.requireNonNull(Uri.parse(contact)),
                Parameters.NONE,
                q,
                Long.MAX_VALUE / 2,
                new Registration("r" + number, 1, flow));
    }

    static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
    }

    /// The stranger calls, and acknowledges what is refused.
    void call(String user, String domain, String server) {
        Uri uri = Objects.requireNonNull(Uri.parse("sip:" + user + '@' + domain));
        SipRequest invite =
                SipRequest.builder(Method.INVITE, uri)
                        .set(HeaderName.VIA, "SIP/2.0/UDP " + CALLER + ";branch=z9hG4bKstranger")
                        .set(HeaderName.FROM, "<sip:stranger@far.example>;tag=s")
                        .set(HeaderName.TO, "<" + uri + ">")
                        .set(HeaderName.CALL_ID, "the-call")
                        .set(HeaderName.CSEQ, "1 INVITE")
                        .set(HeaderName.MAX_FORWARDS, "70")
                        .set(HeaderName.CONTACT, "<sip:stranger@" + CALLER + ">")
                        .build();
        callerNode.send(new Hop(Transport.UDP, at(server)), invite);
    }

    List<Integer> statuses() {
        List<Integer> statuses = new ArrayList<>();
        for (int status = 100; status < 700; status++) {
            if (!caller.responses(status).isEmpty()) {
                statuses.add(status);
            }
        }
        return statuses;
    }

    void runFor(Duration span) {
        simulation.runFor(span);
    }
}
