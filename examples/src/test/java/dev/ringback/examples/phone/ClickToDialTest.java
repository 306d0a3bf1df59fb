package dev.ringback.examples.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.message.SipRequest;
import dev.ringback.offer.MediaControl;
import dev.ringback.sdp.SessionDescription;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.SipClient;
import dev.ringback.sip.SipException;
import dev.ringback.sip.UserAgent;
import dev.ringback.testkit.junit.SipSimulation;
import dev.ringback.testkit.junit.SipWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Without the invariants: here the ACK of a 2xx waits for the other telephone.
@SipSimulation(invariants = false)
class ClickToDialTest {
    private final Map<String, Call> taken = new LinkedHashMap<>();
    private final Map<String, MediaControl.Agreed> agreed = new LinkedHashMap<>();
    private final List<String> sent = new ArrayList<>();

    /// A telephone that is answered after a while.
    private void phone(SipWorld world, String name, Duration after) throws SipException {
        world.client(name)
                .userAgent("sip:" + name + "@" + name + ".test")
                .build()
                .onCall(
                        call -> {
                            taken.put(name, call);
                            call.onEvent(event -> note(name, event));
                            call.ring();
                            if (call.awaitEnd(after) == null) {
                                call.accept();
                            }
                        });
    }

    private void note(String name, CallEvent event) {
        if (event instanceof CallEvent.MediaAgreed(MediaControl.Agreed now)) {
            agreed.put(name, now);
        }
    }

    private ClickToDial button(SipWorld world) throws SipException {
        SipClient client = world.client("button");
        client.onWire(
                event -> {
                    if (event.sent() && event.message() instanceof SipRequest request) {
                        boolean body = request.bodyLength() > 0;
                        sent.add(request.method().name() + (body ? " with SDP" : ""));
                    }
                });
        UserAgent agent = client.userAgent("sip:button@button.test").build();
        return new ClickToDial(client, agent);
    }

    @Test
    void mediaGoFromOnePhoneToTheOther(SipWorld world) throws Exception {
        phone(world, "alice", Duration.ofSeconds(3));
        phone(world, "bob", Duration.ofSeconds(40));
        ClickToDial.Connected connected =
                button(world).connect("sip:alice@alice.test", "sip:bob@bob.test");
        world.pause(Duration.ofSeconds(1));
        assertThat(address("alice")).isEqualTo(own("bob"));
        assertThat(address("bob")).isEqualTo(own("alice"));
        Objects.requireNonNull(taken.get("bob")).hangUp();
        connected.awaitEnd();
        assertThat(Objects.requireNonNull(taken.get("alice")).awaitEnd())
                .isInstanceOf(CallEnd.ByPeer.class);
    }

    @Test
    void messagesAreThoseOfFlowFour(SipWorld world) throws Exception {
        phone(world, "alice", Duration.ofSeconds(3));
        phone(world, "bob", Duration.ofSeconds(3));
        button(world).connect("sip:alice@alice.test", "sip:bob@bob.test");
        world.pause(Duration.ofSeconds(1));
        assertThat(sent)
                .startsWith("INVITE with SDP", "ACK", "INVITE", "INVITE with SDP")
                .contains("ACK with SDP")
                .hasSize(6);
    }

    @Test
    void whoDoesNotAnswerEndsBoth(SipWorld world) throws Exception {
        phone(world, "alice", Duration.ofSeconds(3));
        world.client("bob").userAgent("sip:bob@bob.test").build().onCall(call -> call.reject(486));
        ClickToDial button = button(world);
        assertThatThrownBy(() -> button.connect("sip:alice@alice.test", "sip:bob@bob.test"))
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(486));
        assertThat(Objects.requireNonNull(taken.get("alice")).awaitEnd())
                .isInstanceOf(CallEnd.ByPeer.class);
    }

    @Test
    void whoHangsUpWhileTheOtherRingsEndsBoth(SipWorld world) throws Exception {
        phone(world, "alice", Duration.ofSeconds(3));
        phone(world, "bob", Duration.ofHours(1));
        ClickToDial button = button(world);
        world.start(
                () -> {
                    try {
                        world.pause(Duration.ofSeconds(10));
                        Objects.requireNonNull(taken.get("alice")).hangUp();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
        assertThatThrownBy(() -> button.connect("sip:alice@alice.test", "sip:bob@bob.test"))
                .isInstanceOf(SipException.class);
        assertThat(Objects.requireNonNull(taken.get("bob")).awaitEnd())
                .isEqualTo(new CallEnd.Cancelled(false));
    }

    private String address(String name) {
        return connection(Objects.requireNonNull(agreed.get(name)).remote());
    }

    private String own(String name) {
        return connection(Objects.requireNonNull(agreed.get(name)).local());
    }

    private static String connection(SessionDescription description) {
        return Objects.requireNonNull(description.connection(description.media().getFirst()))
                .address();
    }
}
