package dev.ringback.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.admission.Admission;
import dev.ringback.admission.Domains;
import dev.ringback.admission.HostPort;
import dev.ringback.core.ServerCore;
import dev.ringback.core.ServerServices;
import dev.ringback.core.ServerSettings;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.location.MemoryLocation;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.stack.SipStack;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.SimNode;
import dev.ringback.testkit.junit.SipSimulation;
import dev.ringback.testkit.junit.SipWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Two user agents of ours and the server between them: GRUUs (RFC 5627 §4) and SIPS (RFC 5630).
@SipSimulation
class DeviceCallTest {
    private final List<SipMessage> wire = new ArrayList<>();
    private final List<Transport> transports = new ArrayList<>();

    private void server(SipWorld world) {
        SimNode node = world.node("home").listen(Transport.TLS, 5061);
        node.start(stack -> core(stack, node.address().getHostAddress()));
    }

    private static ServerCore core(SipStack stack, String address) {
        Domains domains =
                new Domains(
                        List.of("home.test"),
                        List.of(new HostPort(address, 5060), new HostPort(address, 5061)));
        return new ServerCore(
                stack,
                new ServerServices(
                        domains,
                        Admission.open(domains),
                        new MemoryLocation(),
                        ServerSettings.defaults(),
                        new SecretKeySpec(new byte[32], "HmacSHA256")));
    }

    private UserAgent agent(SipWorld world, String scheme, String name) throws Exception {
        SipClient client =
                world.own(
                        world.builder(name)
                                .listen("udp:0.0.0.0:5060", "tcp:0.0.0.0:5060", "tls:0.0.0.0:5061")
                                .build());
        client.onWire(
                event -> {
                    wire.add(event.message());
                    transports.add(event.transport());
                });
        return client.userAgent(scheme + ':' + name + "@home.test")
                .proxy(scheme + ":home.test;lr")
                .instance("urn:uuid:" + name)
                .build();
    }

    private static void takes(UserAgent bob, List<CallEnd> ends) {
        bob.onCall(
                call -> {
                    call.accept();
                    ends.add(call.awaitEnd());
                });
    }

    @Test
    void theContactsOfACallAreTheAddressesOfTheDevices(SipWorld world) throws Exception {
        server(world);
        List<CallEnd> ends = new ArrayList<>();
        UserAgent bob = agent(world, "sip", "bob");
        UserAgent alice = agent(world, "sip", "alice");
        takes(bob, ends);
        bob.register();
        Registration registered = alice.register();
        assertThat(registered.contacts().getFirst().pubGruu())
                .hasToString("sip:alice@home.test;gr=urn:uuid:alice");
        assertThat(requests(Method.REGISTER))
                .allMatch(request -> request.values(HeaderName.SUPPORTED).contains("gruu"))
                .allMatch(
                        request ->
                                !String.valueOf(request.value(HeaderName.CONTACT)).contains("gr="));
        wire.clear();

        Call call = alice.call("sip:bob@home.test");
        call.awaitAnswer();
        call.hold();
        call.hangUp();
        world.until(() -> !ends.isEmpty(), Duration.ofSeconds(2));
        assertThat(ends.getFirst()).isInstanceOf(CallEnd.ByPeer.class);
        assertThat(contacts())
                .contains(
                        "<sip:alice@home.test;gr=urn:uuid:alice>",
                        "<sip:bob@home.test;gr=urn:uuid:bob>")
                .allMatch(contact -> contact.contains(";gr=urn:uuid:"));
        assertThat(requests(Method.ACK)).isNotEmpty();
    }

    @Test
    void whoIsNotRegisteredAnyMoreIsWhereItIs(SipWorld world) throws Exception {
        server(world);
        takes(agent(world, "sip", "bob"), new ArrayList<>());
        UserAgent alice = agent(world, "sip", "alice");
        alice.register().close();
        wire.clear();
        Call call = alice.call("sip:bob@bob.test");
        assertThat(contacts()).noneMatch(contact -> contact.contains(";gr="));
        call.hangUp();
    }

    @Test
    void aCallBySipsIsTlsAllTheWay(SipWorld world) throws Exception {
        server(world);
        List<CallEnd> ends = new ArrayList<>();
        UserAgent bob = agent(world, "sips", "bob");
        UserAgent alice = agent(world, "sips", "alice");
        takes(bob, ends);
        bob.register();
        alice.register();
        assertThat(requests(Method.REGISTER))
                .allMatch(request -> request.to().uri().toString().startsWith("sips:"))
                .allMatch(
                        request ->
                                String.valueOf(request.value(HeaderName.CONTACT))
                                        .startsWith("<sips:"));
        Call call = alice.call("sips:bob@home.test");
        call.awaitAnswer();
        call.hold();
        call.hangUp();
        world.until(() -> !ends.isEmpty(), Duration.ofSeconds(2));
        assertThat(transports).containsOnly(Transport.TLS);
        assertThat(contacts()).allMatch(contact -> contact.startsWith("<sips:"));
        assertThat(contacts()).contains("<sips:bob@home.test;gr=urn:uuid:bob>");
    }

    @Test
    void aSipCallReachesASipsPhoneAndTheOtherWayRoundNobody(SipWorld world) throws Exception {
        server(world);
        List<CallEnd> ends = new ArrayList<>();
        UserAgent bob = agent(world, "sips", "bob");
        UserAgent alice = agent(world, "sip", "alice");
        takes(bob, ends);
        takes(alice, ends);
        bob.register();
        alice.register();
        Call call = alice.call("sip:bob@home.test");
        call.awaitAnswer();
        call.hangUp();
        world.until(() -> !ends.isEmpty(), Duration.ofSeconds(2));
        assertThatThrownBy(() -> bob.call("sips:alice@home.test").awaitAnswer())
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(480));
    }

    private List<String> contacts() {
        return wire.stream()
                .filter(message -> message.has(HeaderName.CONTACT))
                .filter(message -> !message.cSeq().method().equals(Method.REGISTER))
                .map(message -> String.valueOf(message.value(HeaderName.CONTACT)))
                .toList();
    }

    private List<SipRequest> requests(Method method) {
        return wire.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.method().equals(method))
                .toList();
    }
}
