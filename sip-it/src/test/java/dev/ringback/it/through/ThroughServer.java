package dev.ringback.it.through;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.message.SipResponse;
import dev.ringback.sip.Call;
import dev.ringback.sip.CallEnd;
import dev.ringback.sip.CallEvent;
import dev.ringback.sip.CallReply;
import dev.ringback.sip.Registration;
import dev.ringback.sip.SipException;
import dev.ringback.sip.TransferRequest;
import dev.ringback.smime.SmimeSettings.Wish;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The calls that have to work whatever server is between two user agents of ours: it registers
/// them, has them prove who they are, and stays in their dialogs.
@Timeout(60)
abstract class ThroughServer {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Friend alice;
    private Friend bob;
    private Friend carol;

    /// Where the server is heard.
    abstract int port();

    @BeforeEach
    void register() throws Exception {
        alice = Friend.of("alice", port());
        bob = Friend.of("bob", port());
        carol = Friend.of("carol", port(), Wish.SIGN, Wish.ENCRYPT, Wish.TUNNEL);
    }

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        carol.close();
    }

    private static CallEnd end(Friend friend) throws InterruptedException {
        return requireNonNull(friend.ends().poll(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }

    private static List<Integer> refusals(Friend friend, String method) {
        return friend.wire().stream()
                .filter(event -> !event.sent() && event.message() instanceof SipResponse)
                .map(event -> (SipResponse) event.message())
                .filter(response -> response.cSeq().method().name().equals(method))
                .map(SipResponse::status)
                .filter(status -> status >= 300)
                .toList();
    }

    @Test
    void whoRegistersIsAskedForAPasswordAndCallsAreToo() throws Exception {
        assertThat(refusals(alice, "REGISTER")).containsExactly(401);
        bob.answering();
        Call call = alice.call("bob");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        assertThat(refusals(alice, "INVITE")).containsExactly(407);
        call.hangUp();
        assertThat(end(bob)).isInstanceOf(CallEnd.ByPeer.class);
    }

    @Test
    void callsWorkBothWaysAndEitherSideHangsUp() throws Exception {
        alice.answering();
        bob.answering();
        Call one = alice.call("bob");
        one.awaitAnswer();
        one.hangUp();
        assertThat(one.awaitEnd()).isInstanceOf(CallEnd.ByUs.class);
        assertThat(end(bob)).isInstanceOf(CallEnd.ByPeer.class);
        BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();
        alice.agent()
                .onCall(
                        call -> {
                            call.accept();
                            call.hangUp();
                            ends.add(call.awaitEnd());
                        });
        Call other = bob.call("alice");
        other.awaitAnswer();
        assertThat(other.awaitEnd(PATIENCE)).isInstanceOf(CallEnd.ByPeer.class);
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isInstanceOf(CallEnd.ByUs.class);
    }

    @Test
    void everyMessageOfADialogGoesThroughTheServer() throws Exception {
        bob.answering();
        Call call = alice.call("bob");
        call.awaitAnswer();
        call.hangUp();
        end(bob);
        for (Friend friend : List.of(alice, bob)) {
            assertThat(friend.wire())
                    .hasSizeGreaterThan(6)
                    .allSatisfy(e -> assertThat(e.remote().getPort()).isEqualTo(port()));
        }
    }

    @Test
    void aCallThatRingsIsCancelled() throws Exception {
        BlockingQueue<CallEnd> ends = new LinkedBlockingQueue<>();
        bob.agent()
                .onCall(
                        call -> {
                            call.ring();
                            ends.add(call.awaitEnd());
                        });
        Call call = alice.call("bob");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () ->
                                alice.events().stream()
                                        .anyMatch(e -> e instanceof CallEvent.Progressed));
        call.hangUp();
        assertThat(call.awaitEnd()).isEqualTo(new CallEnd.Cancelled(true));
        assertThat(ends.poll(5, TimeUnit.SECONDS)).isEqualTo(new CallEnd.Cancelled(false));
        assertThat(refusals(alice, "INVITE")).containsExactly(407, 487);
    }

    @Test
    void whoIsBusySaysSo() {
        bob.agent().onCall(call -> call.reject(CallReply.of(486).header("Retry-After", "60")));
        assertThatThrownBy(() -> alice.call("bob").awaitAnswer())
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(486));
    }

    @Test
    void whoDeclinesIsNotCalledAgain() {
        bob.agent().onCall(call -> call.reject(603));
        assertThatThrownBy(() -> alice.call("bob").awaitAnswer())
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(603));
    }

    @Test
    void aCallIsHeldAndTakenBack() throws Exception {
        bob.answering();
        Call call = alice.call("bob");
        call.awaitAnswer();
        call.hold();
        awaitEvent(bob, CallEvent.Held.class);
        call.resume();
        awaitEvent(bob, CallEvent.Resumed.class);
        call.hangUp();
        assertThat(end(bob)).isInstanceOf(CallEnd.ByPeer.class);
    }

    private static void awaitEvent(Friend friend, Class<? extends CallEvent> type) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(friend.events()).hasAtLeastOneElementOfType(type));
    }

    @Test
    void aCallIsTransferred() throws Exception {
        carol.answering();
        bob.answering();
        alice.agent().onTransfer(TransferRequest::accept);
        bob.agent()
                .onCall(
                        call -> {
                            call.accept();
                            call.transfer("sip:carol@localhost");
                            bob.ends().add(call.awaitEnd());
                        });
        Call call = alice.call("bob");
        call.awaitAnswer();
        assertThat(call.awaitEnd(PATIENCE)).isNotNull();
        end(bob);
        awaitEvent(carol, CallEvent.Answered.class);
        assertThat(alice.agent().calls()).hasSize(1);
        Call next = alice.agent().calls().getFirst();
        next.hangUp();
        assertThat(end(carol)).isInstanceOf(CallEnd.ByPeer.class);
    }

    @Test
    void twoCallsAreConnected() throws Exception {
        carol.answering();
        alice.answering();
        alice.agent().onTransfer(TransferRequest::accept);
        Call toAlice = bob.call("alice");
        toAlice.awaitAnswer();
        Call toCarol = bob.call("carol");
        toCarol.awaitAnswer();
        toAlice.transferTo(toCarol);
        assertThat(toAlice.awaitEnd(PATIENCE)).isNotNull();
        assertThat(toCarol.awaitEnd(PATIENCE)).isNotNull();
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(alice.agent().calls()).hasSize(1));
        alice.agent().calls().getFirst().hangUp();
        assertThat(end(carol)).isNotNull();
    }

    @Test
    void aMessageArrives() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        bob.agent().onMessage(request -> heard.add(requireNonNull(request.body()).text()));
        assertThat(alice.agent().sendMessage("sip:bob@localhost", "hello").status()).isEqualTo(200);
        assertThat(heard.poll(5, TimeUnit.SECONDS)).isEqualTo("hello");
    }

    @Test
    void whoTookItsRegistrationBackIsNotFound() throws Exception {
        Registration registration = bob.agent().register();
        registration.close();
        assertThatThrownBy(() -> alice.call("bob").awaitAnswer())
                .isInstanceOfSatisfying(
                        SipException.class, e -> assertThat(e.status()).isEqualTo(480));
    }

    /// Carol knows no certificate of Bob: his first answer brings it.
    @Test
    void aCallIsEncryptedThroughTheServer() throws Exception {
        bob.answering();
        Call call = carol.call("bob");
        assertThat(call.awaitAnswer().status()).isEqualTo(200);
        call.hold();
        awaitEvent(bob, CallEvent.Held.class);
        call.hangUp();
        assertThat(end(bob)).isInstanceOf(CallEnd.ByPeer.class);
        assertThat(refusals(carol, "INVITE")).contains(493);
        assertThat(carol.wire()).noneMatch(event -> event.message().toString().contains("m=audio"));
    }
}
