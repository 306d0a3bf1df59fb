package dev.ringback.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.flow.FlowLoss;
import dev.ringback.flow.FlowTokens;
import dev.ringback.flow.FlowUse;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.location.AddressOfRecord;
import dev.ringback.location.Binding;
import dev.ringback.location.MemoryLocation;
import dev.ringback.location.Registration;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import dev.ringback.uri.SipUri;
import dev.ringback.uri.Uri;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Two nodes and one table.
class NodeLocationTest {
    private static final AddressOfRecord ALICE = new AddressOfRecord("alice", "example.com");
    private static final long NOW = 1_000;
    private static final SecretKey KEY = new SecretKeySpec(new byte[32], "HmacSHA256");
    private static final String PHONE = "192.0.2.7";

    private final MemoryLocation shared = new MemoryLocation();
    private final Set<String> down = new HashSet<>();
    private final NodeLocation one = node("192.0.2.1", Sharing.FULL);
    private final NodeLocation two = node("192.0.2.2", Sharing.FULL);

    private NodeLocation node(String address, Sharing sharing) {
        Nodes nodes =
                new Nodes() {
                    @Override
                    public boolean up(String node) {
                        return !down.contains(node);
                    }

                    @Override
                    public void close() {}
                };
        NodeAddress self =
                NodeAddress.of(
                        Transport.UDP,
                        new InetSocketAddress(InetAddress.ofLiteral(address), 5060),
                        KEY);
        return new NodeLocation(shared, self, sharing, nodes);
    }

    private static Binding binding(Transport transport, String contact) {
        Flow flow =
                new Flow(
                        transport,
                        new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 5060),
                        new InetSocketAddress(InetAddress.ofLiteral(PHONE), 40_000),
                        transport.reliable() ? 7 : 0);
        Registration registration = new Registration("call", 1, flow);
        Uri uri = Objects.requireNonNull(Uri.parse(contact));
        return new Binding(uri, Parameters.NONE, -1, NOW + 1_000_000, registration);
    }

    private static Binding browser() {
        return binding(Transport.WS, "sip:x@nowhere.invalid;transport=ws")
                .reachedByFlow(FlowLoss.UNAVAILABLE);
    }

    private static Binding at(NodeLocation node) {
        List<Binding> bindings = node.bindings(ALICE, NOW);
        assertThat(bindings).hasSize(1);
        return bindings.getFirst();
    }

    private static SipUri through(Binding binding) {
        List<NameAddress> path = binding.path();
        assertThat(path).isNotEmpty();
        return (SipUri) path.getFirst().uri();
    }

    @Test
    void whoIsReachedByAFlowIsReachedThroughTheNodeThatHoldsIt() {
        Binding browser = browser();
        one.update(ALICE, NOW, _ -> List.of(browser));
        assertThat(at(one)).isEqualTo(browser);
        SipUri through = through(at(two));
        assertThat(through.host() + ':' + through.port()).isEqualTo("192.0.2.1:5060");
        assertThat(new FlowTokens(KEY).read(Objects.requireNonNull(through.parameter("ft"))))
                .isEqualTo(
                        new FlowTokens.Named(
                                new FlowUse(browser.flow(), FlowLoss.FLOW_FAILED), true));
    }

    /// What is saved has to mean the same to every node that gets it back.
    @Test
    void aDumpHasTheWayThroughTheNodeAndNothingThatThisNodeThinks() {
        one.update(ALICE, NOW, _ -> List.of(browser()));
        down.add(NodeAddress.node(at(two).path().getFirst()));
        assertThat(at(two).failed()).isTrue();
        for (NodeLocation node : List.of(one, two)) {
            List<Binding> dumped = new ArrayList<>();
            node.dump(NOW, (_, bindings) -> dumped.addAll(bindings));
            assertThat(dumped).isEqualTo(shared.bindings(ALICE, NOW)).hasSize(1);
            assertThat(dumped.getFirst().path()).hasSize(1);
            assertThat(dumped.getFirst().failed()).isFalse();
        }
    }

    @Test
    void whoListensAtItsContactIsReachedByEveryNodeUnlessTheyAreFederated() {
        Binding phone = binding(Transport.UDP, "sip:alice@" + PHONE + ":40000");
        one.update(ALICE, NOW, _ -> List.of(phone));
        assertThat(at(two)).isEqualTo(phone);
        NodeLocation federated = node("192.0.2.1", Sharing.FEDERATION);
        federated.update(ALICE, NOW, _ -> List.of());
        federated.update(ALICE, NOW, _ -> List.of(phone));
        assertThat(through(at(two)).host()).isEqualTo("192.0.2.1");
        assertThat(at(federated)).isEqualTo(phone);
        Binding elsewhere = binding(Transport.UDP, "sip:alice@far.example");
        federated.update(ALICE, NOW, _ -> List.of(elsewhere));
        assertThat(at(two)).isEqualTo(elsewhere);
    }

    @Test
    void aFederatedPhoneIsReachedThroughItsNodeHoweverItWritesItsAddress() {
        NodeLocation federated = node("2001:db8::1", Sharing.FEDERATION);
        Flow flow =
                new Flow(
                        Transport.UDP,
                        new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 5060),
                        new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 5060),
                        0);
        for (String host : List.of("[2001:db8::7]", "[2001:DB8:0:0:0:0:0:7]")) {
            Uri uri = Objects.requireNonNull(Uri.parse("sip:alice@" + host));
            Registration registration = new Registration("call", 1, flow);
            federated.update(
                    ALICE,
                    NOW,
                    _ ->
                            List.of(
                                    new Binding(
                                            uri,
                                            Parameters.NONE,
                                            -1,
                                            NOW + 1_000_000,
                                            registration)));
            assertThat(at(two).path()).as(host).hasSize(1);
            assertThat(at(federated).path()).as(host).isEmpty();
        }
    }

    @Test
    void anUpdateOfAnotherNodeKeepsTheWayToTheFirst() {
        one.update(ALICE, NOW, _ -> List.of(browser()));
        Binding second = binding(Transport.UDP, "sip:desk@" + PHONE + ":5070");
        two.update(
                ALICE,
                NOW,
                old -> {
                    List<Binding> more = new ArrayList<>(old);
                    more.add(second);
                    return more;
                });
        assertThat(one.bindings(ALICE, NOW)).containsExactly(browser(), second);
        assertThat(through(two.bindings(ALICE, NOW).getFirst()).host()).isEqualTo("192.0.2.1");
    }

    @Test
    void aConnectionOfAnEarlierLifeIsLostAndADatagramsWayIsNot() {
        one.update(ALICE, NOW, _ -> List.of(browser()));
        NodeLocation next = node("192.0.2.1", Sharing.FULL);
        assertThat(at(next).failed()).isTrue();
        Binding behindNat =
                binding(Transport.UDP, "sip:alice@10.0.0.1").reachedByFlow(FlowLoss.UNAVAILABLE);
        one.update(ALICE, NOW, _ -> List.of(behindNat));
        assertThat(at(next)).isEqualTo(behindNat);
    }

    @Test
    void theWayThroughANodeThatIsDownLeadsNowhereUntilItIsUp() {
        one.update(ALICE, NOW, _ -> List.of(browser()));
        down.add("192.0.2.1:5060");
        assertThat(at(two).failed()).isTrue();
        two.update(ALICE, NOW, old -> List.of(old.getFirst(), browser()));
        down.clear();
        assertThat(two.bindings(ALICE, NOW).getFirst().failed())
                .as("what is stored is not touched")
                .isFalse();
        assertThat(one.bindings(ALICE, NOW).getFirst()).isEqualTo(browser());
    }

    @Test
    void anEdgeProxyOfOthersThatNamesANodeTooIsNoneOfOurs() {
        Binding phone = binding(Transport.UDP, "sip:alice@" + PHONE + ":40000");
        down.add("edge.example.net:5060");
        for (String edge :
                List.of(
                        "<sip:edge.example.net:5060;lr;node=7>",
                        "<sip:edge.example.net:5060;lr;ob;node=0123456789>",
                        "<sip:edge.example.net:5060;lr;ob;node=pod-7;ft=x>",
                        "<sip:192.0.2.1:5060;lr;node=0123456789>")) {
            Binding through =
                    phone.withPath(List.of(Objects.requireNonNull(NameAddress.parse(edge))));
            two.update(ALICE, NOW, _ -> List.of(through));
            assertThat(at(two)).as(edge).isEqualTo(through);
            assertThat(at(one)).as(edge).isEqualTo(through);
        }
    }

    @Test
    void whatChangesNothingStoresNothing() {
        one.update(ALICE, NOW, _ -> List.of(browser()));
        List<Binding> stored = shared.bindings(ALICE, NOW);
        List<String> told = new ArrayList<>();
        shared.watch((aor, _) -> told.add(aor.user()));
        one.update(ALICE, NOW, same -> same);
        two.update(ALICE, NOW, List::copyOf);
        assertThat(shared.bindings(ALICE, NOW)).isSameAs(stored);
        assertThat(told).isEmpty();
    }
}
