package dev.ringback.it.why;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.app.record.RecordedCalls;
import dev.ringback.app.record.Recorder;
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
import dev.ringback.runtime.ShardWatch;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Invariant;
import dev.ringback.testkit.Observation;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Simulation;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.crypto.spec.SecretKeySpec;

/// What takes minutes: in virtual time, recorded by what records a server.
final class VirtualCauses extends Causes {
    private static final String SERVER = "10.0.1.1";
    private static final String CALLER = "10.9.9.9";
    private static final String PHONE = "10.0.0.2";
    private static final int SEED = 9;

    VirtualCauses() {
        cause(
                "a phone that rings and that nobody picks up",
                408,
                "no-final-response",
                () -> silent(100, 180),
                "timer=C",
                "replies=2",
                "last=180",
                "to=udp:10.0.0.2:5060");
        cause(
                "a server that tries, and no more",
                408,
                "only-trying",
                () -> silent(100),
                "last=100");
        cause("a relay for strangers", 403, "policy-relay", () -> call("sip:x@far.example"));
    }

    /// A call of a phone that says no more than this.
    private static Story silent(int... said) {
        return call("sip:bob@example.com", said);
    }

    private static Story call(String uri, int... said) {
        Simulation simulation = new Simulation(SEED);
        Recorder recorder = new Recorder(simulation.clock()::now, 1 << 20, 1);
        simulation.expect(List.of(recording(recorder.shard())));
        server(simulation);
        ScriptedPeer phone = new ScriptedPeer();
        ScriptedPeer.Reply[] replies = new ScriptedPeer.Reply[said.length];
        for (int i = 0; i < said.length; i++) {
            replies[i] = ScriptedPeer.respond(said[i]);
        }
        phone.onRequest(Method.INVITE, replies);
        var _ = new PeerNode(simulation, "phone", PHONE, phone).listen(Transport.UDP, 5060);
        ScriptedPeer caller = new ScriptedPeer();
        PeerNode node =
                new PeerNode(simulation, "caller", CALLER, caller).listen(Transport.UDP, 5060);
        node.send(new Hop(Transport.UDP, at(SERVER)), invite(uri));
        simulation.runFor(Duration.ofMinutes(10));
        int status = caller.responses(403).isEmpty() ? 408 : 403;
        RecordedCalls calls = new RecordedCalls(recorder, Instant.EPOCH::plusNanos);
        return Story.of(status, calls, "virtual");
    }

    private static void server(Simulation simulation) {
        Domains domains = new Domains(List.of("example.com"), List.of(new HostPort(SERVER, 5060)));
        simulation
                .node("server", SERVER)
                .listen(Transport.UDP, 5060)
                .start(
                        stack ->
                                new ServerCore(
                                        stack,
                                        new ServerServices(
                                                domains,
                                                Admission.open(domains),
                                                bound(),
                                                ServerSettings.defaults(),
                                                new SecretKeySpec(new byte[32], "HmacSHA256"))));
    }

    private static MemoryLocation bound() {
        MemoryLocation location = new MemoryLocation();
        Flow flow = new Flow(Transport.UDP, at(SERVER), at(CALLER), 0);
        Binding binding =
                new Binding(
                        Objects.requireNonNull(Uri.parse("sip:bob@" + PHONE)),
                        Parameters.NONE,
                        -1,
                        Long.MAX_VALUE / 2,
                        new Registration("r", 1, flow));
        var _ =
                location.update(
                        new AddressOfRecord("bob", "example.com"), 0, _ -> List.of(binding));
        return location;
    }

    private static SipRequest invite(String to) {
        Uri uri = Objects.requireNonNull(Uri.parse(to));
        return SipRequest.builder(Method.INVITE, uri)
                .set(HeaderName.VIA, "SIP/2.0/UDP " + CALLER + ";branch=z9hG4bKvirtual")
                .set(HeaderName.FROM, "<sip:stranger@far.example>;tag=s")
                .set(HeaderName.TO, "<" + uri + ">")
                .set(HeaderName.CALL_ID, "virtual")
                .set(HeaderName.CSEQ, "1 INVITE")
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.CONTACT, "<sip:stranger@" + CALLER + ">")
                .build();
    }

    private static InetSocketAddress at(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 5060);
    }

    /// Records what the server sees, as the shards of a running server do.
    private static Invariant recording(ShardWatch watch) {
        return new Invariant() {
            @Override
            public void observe(Simulation observed, Observation observation) {
                if (!observation.node().name().equals("server")) {
                    return;
                }
                switch (observation) {
                    case Observation.Sent sent ->
                            watch.passed(
                                    /* sent= */ true,
                                    new Hop(sent.transport(), sent.remote()),
                                    sent.message());
                    case Observation.Delivered got ->
                            watch.passed(/* sent= */ false, got.flow(), got.message());
                    case Observation.Noticed noticed -> watch.told(noticed.notice());
                    default -> {}
                }
            }
        };
    }
}
