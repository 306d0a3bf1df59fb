package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.admission.Admission;
import dev.ringback.admission.AdmissionPolicy;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.auth.DigestAlgorithm;
import dev.ringback.auth.DigestClient;
import dev.ringback.auth.DigestServer;
import dev.ringback.auth.NonceCounts;
import dev.ringback.auth.NonceFactory;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.core.Trust;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.security.ProxyAuthenticate;
import dev.ringback.identity.Border;
import dev.ringback.identity.BorderRules;
import dev.ringback.identity.Conduct;
import dev.ringback.identity.OwnIdentities;
import dev.ringback.identity.TrustDomain;
import dev.ringback.identity.VerifiedPeers;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.routing.Network;
import dev.ringback.routing.Router;
import dev.ringback.routing.Routing;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.stir.Keys;
import dev.ringback.stir.Signer;
import dev.ringback.stir.SigningKey.Style;
import dev.ringback.stir.Stir;
import dev.ringback.stir.Verifier;
import dev.ringback.subscribers.MemorySubscribers;
import dev.ringback.subscribers.Subscriber;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.FinalsHaveCauses;
import dev.ringback.uri.Uri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// A call that is signed by alice's server, passes a proxy and is verified by bob's: RFC 8224 §5.
class SignedCallTest {
    private static final String CALL = "sip:bob@transit.example";
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "home.example");
    private static final Network TRUSTED = Network.parse("10.0.0.0/16");

    /// Three servers of one trust domain, alice's phone and bob's.
    private static final class World {
        final Simulation simulation;
        final ScriptedPeer alice = new ScriptedPeer();
        final ScriptedPeer bob = new ScriptedPeer();
        private final PeerNode phone;

        World(long seed, Signer signer) {
            simulation = new Simulation(seed);
            simulation.expect(List.of(new FinalsHaveCauses(), new CausesHaveWords()));
            phone =
                    new PeerNode(simulation, "alice", "10.9.9.9", alice)
                            .listen(Transport.UDP, 5060);
            bob.onRequest(Method.INVITE, ScriptedPeer.respond(486));
            new PeerNode(simulation, "bob", "10.0.9.9", bob)
                    .listen(Transport.UDP, 5060); // so what is too large for UDP comes back to it
            server("home.example", "10.0.1.1", new Stir(signer, null), "");
            server("transit.example", "10.0.2.1", Stir.NONE, "sip:bob@far.example");
            server(
                    "far.example",
                    "10.0.3.1",
                    new Stir(
                            Signer.NONE,
                            new Verifier(
                                    Keys.verifier(), Keys.source(), Keys.replays(), true, true)),
                    "sip:bob@10.0.9.9");
        }

        private void server(String domain, String address, Stir stir, String bobsContact) {
            MemoryLocation location = new MemoryLocation();
            if (!bobsContact.isEmpty()) {
                ProxyWorld.bind(location, new AddressOfRecord("bob", domain), 1000, bobsContact);
            }
            simulation.resolver().add(domain, address);
            Domains domains = new Domains(List.of(domain), List.of(new HostPort(address, 5060)));
            Border border =
                    new Border(
                            new BorderRules(
                                    new TrustDomain(List.of(TRUSTED), Set.of(), VerifiedPeers.NONE),
                                    identities(),
                                    Conduct.USUAL,
                                    List.of()),
                            domains::serves);
            Trust trust = new Trust(admission(domains), border, stir);
            ServerServices services =
                    new ServerServices(
                            domains,
                            trust,
                            location,
                            ServerSettings.defaults(),
                            new SecretKeySpec(new byte[32], "HmacSHA256"),
                            new Routing(Router.NONE));
            simulation
                    .node(domain, address)
                    .listen(Transport.UDP, 5060)
                    .listen(Transport.TCP, 5060)
                    .start(stack -> new ServerCore(stack, services));
        }

        private static Admission admission(Domains domains) {
            return Admission.withDigest(
                    domains,
                    new MemorySubscribers(
                            List.of(Subscriber.withPassword("alice", "home.example", "secret"))),
                    new DigestServer(
                            List.of(DigestAlgorithm.MD5),
                            new NonceFactory(new byte[32], Duration.ofMinutes(5)),
                            new NonceCounts(64),
                            domains::signs),
                    AdmissionPolicy.defaults());
        }

        void call() {
            send(1, "");
            simulation.runFor(Duration.ofSeconds(5));
            SipResponse challenge = alice.responses(407).getFirst();
            String proof =
                    new DigestClient("alice", "secret", () -> "c0ffee")
                            .answer(
                                    challenge.read(ProxyAuthenticate.FIELD).values(),
                                    "INVITE",
                                    CALL,
                                    new byte[0])
                            .getFirst();
            send(2, proof);
            simulation.runFor(Duration.ofSeconds(20));
        }

        private void send(int number, String proof) {
            SipRequest.Builder invite =
                    SipRequest.builder(Method.INVITE, uri(CALL))
                            .set(HeaderName.VIA, "SIP/2.0/UDP 10.9.9.9;branch=z9hG4bK" + number)
                            .set(HeaderName.FROM, "<sip:alice@home.example>;tag=a")
                            .set(HeaderName.TO, "<" + CALL + ">")
                            .set(HeaderName.CALL_ID, "the-call")
                            .set(HeaderName.CSEQ, number + " INVITE")
                            .set(HeaderName.MAX_FORWARDS, "70")
                            .set(HeaderName.CONTACT, "<sip:alice@10.9.9.9>");
            if (!proof.isEmpty()) {
                invite.set(HeaderName.PROXY_AUTHORIZATION, proof);
            }
            phone.send(new Hop(Transport.UDP, ProxyWorld.at("10.0.1.1")), invite.build());
        }
    }

    private static OwnIdentities identities() {
        return new OwnIdentities(Map.of(ALICE, List.of(uri("tel:+12025550150"))));
    }

    private static Uri uri(String text) {
        return Objects.requireNonNull(Uri.parse(text));
    }

    @Test
    void whatHomeSignsFarVerifies() {
        for (Style style : new Style[] {Style.A, Style.FULL}) {
            Seeds.run(
                    5,
                    seed -> {
                        World world = new World(seed, Keys.signer("numbers", style));
                        world.call();
                        SipRequest heard = world.bob.requests(Method.INVITE).getFirst();
                        assertThat(heard.values(HeaderName.P_ASSERTED_IDENTITY))
                                .containsExactly(
                                        "<sip:alice@home.example>",
                                        "<tel:+12025550150;verstat=TN-Validation-Passed>");
                        assertThat(heard.values(HeaderName.VIA)).hasSize(4);
                        assertThat(world.alice.responses(486)).isNotEmpty();
                    });
        }
    }

    @Test
    void whatIsNotSignedOrByStrangersEndsAtFar() {
        Map<Integer, Signer> cases =
                Map.of(428, Signer.NONE, 437, Keys.signer("forged", Style.FULL));
        cases.forEach(
                (status, signer) -> {
                    World world = new World(1, signer);
                    world.call();
                    assertThat(world.bob.requests(Method.INVITE)).isEmpty();
                    assertThat(world.alice.responses(status)).isNotEmpty();
                });
    }
}
