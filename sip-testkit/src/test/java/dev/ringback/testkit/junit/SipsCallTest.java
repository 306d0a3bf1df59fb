package dev.ringback.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallOptions;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.useragent.SipsPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Calls to SIPS URIs: RFC 5630 §5.1, RFC 3261 §8.1.1.8 and §12.1.1.
@SipSimulation
class SipsCallTest {
    private final List<SipMessage> wire = new ArrayList<>();

    private UserAgent agent(SipWorld world, String name, SipsPolicy policy) throws SipException {
        return agent(world, name, policy, name);
    }

    private UserAgent agent(SipWorld world, String name, SipsPolicy policy, String user)
            throws SipException {
        SipClient client =
                world.own(
                        world.builder(name)
                                .listen("udp:0.0.0.0:5060", "tcp:0.0.0.0:5060", "tls:0.0.0.0:5061")
                                .build());
        if (name.equals("alice")) {
            client.onWire(event -> wire.add(event.message()));
        }
        return client.userAgent("sip:" + user + "@" + user + ".test").sips(policy).build();
    }

    private UserAgent bob(SipWorld world, SipsPolicy policy) throws SipException {
        UserAgent bob = agent(world, "bob", policy);
        return bob.onCall(
                call -> {
                    call.accept();
                    call.hold();
                    call.awaitBye();
                });
    }

    private UserAgent alice(SipWorld world) throws SipException {
        return agent(world, "alice", SipsPolicy.EITHER);
    }

    @Test
    void everyContactOfItsDialogIsSips(SipWorld world) throws Exception {
        bob(world, SipsPolicy.EITHER);
        Call call = alice(world).call("sips:bob@bob.test:5061");
        call.awaitAnswer();
        call.hold();
        call.hangUp();
        call.awaitEnd();
        assertThat(contacts()).hasSizeGreaterThan(3).allMatch(c -> c.startsWith("<sips:"));
        assertThat(contacts()).noneMatch(contact -> contact.contains("transport"));
        assertThat(vias()).containsOnly("TLS");
        assertThat(requests("BYE").getFirst().requestUri().toString()).startsWith("sips:");
    }

    @Test
    void aCallToASipUriHasSipContactsAlsoOverTls(SipWorld world) throws Exception {
        bob(world, SipsPolicy.EITHER);
        Call call = alice(world).call("sip:bob@bob.test:5061;transport=tls");
        call.awaitAnswer();
        call.hangUp();
        call.awaitEnd();
        assertThat(contacts()).isNotEmpty().allMatch(contact -> contact.startsWith("<sip:"));
        assertThat(vias()).containsOnly("TLS");
    }

    @Test
    void whoWantsNoSipsSaysSo(SipWorld world) throws Exception {
        bob(world, SipsPolicy.NEVER);
        assertThat(refused(alice(world), "sips:bob@bob.test:5061"))
                .contains("380")
                .contains("SIPS Not Allowed");
        assertThat(requests("INVITE")).hasSize(1);
    }

    @Test
    void whoWantsNothingElseSaysSo(SipWorld world) throws Exception {
        bob(world, SipsPolicy.ALWAYS);
        assertThat(refused(alice(world), "sip:bob@bob.test")).contains("381 ");
        assertThat(requests("INVITE")).hasSize(1);
    }

    @Test
    void nobodyIsReferredFromSipsToLess(SipWorld world) throws Exception {
        List<String> asked = new ArrayList<>();
        UserAgent bob = bob(world, SipsPolicy.EITHER);
        bob.onTransfer(request -> asked.add(request.target().toString()));
        Call call = alice(world).call("sips:bob@bob.test:5061");
        call.awaitAnswer();
        assertThatThrownBy(() -> call.transfer("sip:carol@carol.test"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(403));
        assertThatThrownBy(() -> call.transfer("sips:carol@carol.test"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(603));
        assertThat(asked).containsExactly("sips:carol@carol.test");
        call.hangUp();
    }

    @Test
    void aCallBySipsIsReplacedByOneBySipsAlone(SipWorld world) throws Exception {
        bob(world, SipsPolicy.EITHER);
        Call call = alice(world).call("sips:bob@bob.test:5061");
        SipResponse accepted = call.awaitAnswer();
        String replaces =
                accepted.callId()
                        + ";to-tag="
                        + accepted.to().tag()
                        + ";from-tag="
                        + accepted.from().tag();
        UserAgent again = agent(world, "alice.laptop", SipsPolicy.EITHER, "alice");
        CallOptions options = CallOptions.defaults().header("Replaces", replaces);
        assertThatThrownBy(() -> again.call("sip:bob@bob.test", options).awaitAnswer())
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(403));
        Call taken = again.call("sips:bob@bob.test:5061", options);
        taken.awaitAnswer();
        assertThat(call.awaitEnd()).isInstanceOf(CallEnd.ByPeer.class);
        taken.hangUp();
    }

    private String refused(UserAgent alice, String target) {
        Call call = alice.call(target);
        assertThatThrownBy(call::awaitAnswer)
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(480));
        return wire.stream()
                .filter(message -> message instanceof SipResponse response && !response.success())
                .map(message -> String.valueOf(message.value(HeaderName.WARNING)))
                .findFirst()
                .orElseThrow();
    }

    private List<String> contacts() {
        return wire.stream()
                .filter(message -> message.has(HeaderName.CONTACT))
                .map(message -> Objects.requireNonNull(message.value(HeaderName.CONTACT)))
                .toList();
    }

    private List<String> vias() {
        return wire.stream().map(message -> message.topVia().transport()).distinct().toList();
    }

    private List<SipRequest> requests(String method) {
        return wire.stream()
                .filter(SipRequest.class::isInstance)
                .map(SipRequest.class::cast)
                .filter(request -> request.method().name().equals(method))
                .toList();
    }
}
