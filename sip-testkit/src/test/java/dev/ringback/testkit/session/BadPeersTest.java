package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.SessionState;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.testkit.invariant.OneFinalResponse;
import dev.ringback.testkit.invariant.SuccessAcknowledged;
import dev.ringback.testkit.invariant.TablesEmpty;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Peers that break the rules: what they get is defined, and nothing of them stays.
class BadPeersTest {
    private final Simulation simulation = Watched.simulation(1);
    private final Wire wire = new Wire();
    private final Party alice = Party.at(simulation, "alice", "10.0.0.1");
    private final ScriptedPeer mallory = new ScriptedPeer();

    BadPeersTest() {
        Duration way = Duration.ofMillis(5);
        simulation.network().faults(Faults.none().withDelay(way, way));
        simulation.expect(List.of(wire, new TablesEmpty(), new OneFinalResponse()));
    }

    private Side callMallory() {
        new PeerNode(simulation, "mallory", "10.0.0.9", mallory).listen(Transport.UDP, 5060);
        return alice.call(SipUri.of(false, "mallory", "10.0.0.9", 5060));
    }

    private void pass(Duration time) {
        simulation.runFor(time);
    }

    private void finish() {
        simulation.run(Duration.ofMinutes(30));
        assertThat(alice.left()).isNull();
    }

    /// One of mallory's answers to an INVITE.
    private static SipResponse answer(SipMessage invite, int status, String tag) {
        SipResponse.Builder response =
                SipResponse.replyTo((SipRequest) invite, status)
                        .toTag(tag)
                        .set(HeaderName.CONTACT, "<sip:" + tag + "@10.0.0.9:5060>");
        if (status == 200) {
            byte[] sdp = RawPeer.description("10.0.0.9").getBytes(StandardCharsets.US_ASCII);
            response.body("application/sdp", sdp);
        }
        return response.build();
    }

    private static boolean is(SipMessage message, Method method) {
        return message instanceof SipRequest request && request.method().equals(method);
    }

    /// Lets mallory answer the first INVITE so, a later copy not at all, and each BYE with 200.
    private void answering(List<Integer> statuses, List<String> tags) {
        List<Boolean> done = new ArrayList<>();
        mallory.on(
                message -> is(message, Method.INVITE) && done.isEmpty(),
                invite -> {
                    done.add(true);
                    List<SipResponse> all = new ArrayList<>();
                    for (int i = 0; i < tags.size(); i++) {
                        all.add(answer(invite, statuses.get(i), tags.get(i)));
                    }
                    return all;
                });
        mallory.onRequest(Method.BYE, ScriptedPeer.respond(200));
        mallory.onRequest(Method.CANCEL, ScriptedPeer.respond(200));
    }

    @Test
    void aCallerThatNeverAcknowledgesGetsThe2xxFor32SecondsAndThenBye() {
        RawPeer caller = new RawPeer(simulation, "carol", "10.0.0.3", alice);
        caller.script.onRequest(Method.BYE, ScriptedPeer.respond(200));
        alice.taking(side -> side.session().accept());
        caller.invite(1);
        finish();

        assertThat(wire.count("carol 200 INVITE 1")).isEqualTo(11);
        assertThat(wire.count("carol BYE 1")).isEqualTo(1);
        assertThat(wire.millis("carol BYE 1") - wire.millis("carol 200 INVITE 1"))
                .isBetween(32_000L, 32_100L);
        assertThat(alice.only().story()).containsExactly("Answered", "NoAck");
    }

    @Test
    void aCalleeThatNeverAnswersIsGivenUpAfter64T1() {
        Side call = callMallory();
        finish();

        assertThat(call.story()).containsExactly("NotTaken");
        assertThat(call.ended())
                .isInstanceOfSatisfying(
                        EndReason.NotTaken.class,
                        end -> assertThat(end.failure().status()).isEqualTo(408));
    }

    @Test
    void aCalleeThatRingsAndNeverAnswersTheCancelIsGivenUpAfter64T1() {
        answering(List.of(180), List.of("a"));
        Side call = callMallory();
        pass(Duration.ofSeconds(100));
        assertThat(call.session().state()).isEqualTo(SessionState.EARLY);
        call.order(InviteSession::hangUp);
        pass(Duration.ofSeconds(31));
        assertThat(call.session().state()).isEqualTo(SessionState.ENDING);
        finish();

        assertThat(call.story()).containsExactly("180", "GivenUp");
    }

    @Test
    void aPeerThatNeverAnswersTheByeIsForgottenAfter64T1() {
        mallory.on(
                message -> is(message, Method.INVITE), invite -> List.of(answer(invite, 200, "a")));
        Side call = callMallory();
        pass(Duration.ofSeconds(1));
        call.order(InviteSession::hangUp);
        finish();

        assertThat(wire.count("mallory BYE 2")).isEqualTo(11);
        assertThat(call.story()).containsExactly("Answered", "ByUs");
    }

    @Test
    void aCalleeThatAnswersTwiceHasOneSessionAndEach2xxIsAcknowledged() {
        simulation.expect(List.of(new SuccessAcknowledged()));
        answering(List.of(200, 200), List.of("a", "a"));
        Side call = callMallory();
        pass(Duration.ofSeconds(1));
        call.order(InviteSession::hangUp);
        finish();

        assertThat(wire.count("mallory ACK 1")).isEqualTo(2);
        assertThat(wire.count("mallory BYE 2")).isEqualTo(1);
        assertThat(call.story()).containsExactly("Answered", "ByUs");
    }

    @Test
    void theFirstFinalResponseCounts() {
        answering(List.of(486, 200), List.of("a", "a"));
        Side call = callMallory();
        finish();

        assertThat(call.story()).containsExactly("NotTaken");
        assertThat(wire.count("mallory ACK 1")).isEqualTo(1);
    }

    @Test
    void aRefusalAfterThe2xxIsNotHeard() {
        answering(List.of(200, 486), List.of("a", "a"));
        Side call = callMallory();
        pass(Duration.ofSeconds(1));

        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        call.order(InviteSession::hangUp);
        finish();
        assertThat(call.story()).containsExactly("Answered", "ByUs");
    }

    @Test
    void ofACalleeThatChangesItsTagTheOneOfThe2xxCountsAndTheOthersAreForgotten() {
        answering(List.of(180, 183, 200), List.of("a", "b", "c"));
        Side call = callMallory();
        pass(Duration.ofSeconds(20));
        assertThat(alice.core().dialogCount()).isEqualTo(3);
        pass(Duration.ofSeconds(20));
        assertThat(alice.core().dialogCount()).isEqualTo(1);
        assertThat(Objects.requireNonNull(call.session().dialog()).id().remoteTag()).isEqualTo("c");
        call.order(InviteSession::hangUp);
        finish();

        assertThat(call.story()).containsExactly("180", "183", "Answered", "ByUs");
    }

    @Test
    void aCalleeWithEndlessTagsGetsOnlySoManyDialogs() {
        List<String> tags = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            tags.add("t" + i);
        }
        answering(java.util.Collections.nCopies(200, 180), tags);
        Side call = callMallory();
        pass(Duration.ofSeconds(5));
        assertThat(alice.core().dialogCount()).isEqualTo(64);
        call.order(InviteSession::hangUp);
        finish();
        assertThat(call.ended()).isInstanceOf(EndReason.GivenUp.class);
    }

    @Test
    void ofFiveForksThatAnswerEachIsAcknowledgedAndAllButTheFirstEnded() {
        simulation.expect(List.of(new SuccessAcknowledged()));
        answering(List.of(200, 200, 200, 200, 200), List.of("a", "b", "c", "d", "e"));
        Side call = callMallory();
        pass(Duration.ofSeconds(5));

        assertThat(tags("mallory ACK 1")).containsExactly("a", "b", "c", "d", "e");
        assertThat(tags("mallory BYE 2")).containsExactly("b", "c", "d", "e");
        assertThat(alice.core().dialogCount()).isEqualTo(1);
        assertThat(((AudioNegotiation) Objects.requireNonNull(call.media)).stream()).isNotNull();
        call.order(InviteSession::hangUp);
        finish();
        assertThat(tags("mallory BYE 2")).containsExactly("b", "c", "d", "e", "a");
        assertThat(call.story()).containsExactly("Answered", "ByUs");
    }

    @Test
    void aForkThatAnswersAfterTheSessionIsOverIsAcknowledgedAndEnded() {
        simulation.expect(List.of(new SuccessAcknowledged()));
        List<SipMessage> invites = new ArrayList<>();
        mallory.on(
                message -> is(message, Method.INVITE),
                invite -> {
                    invites.add(invite);
                    return List.of(answer(invite, 200, "a"));
                });
        mallory.onRequest(Method.BYE, ScriptedPeer.respond(200));
        Side call = callMallory();
        pass(Duration.ofSeconds(2));
        call.order(InviteSession::hangUp);
        pass(Duration.ofSeconds(2));
        assertThat(call.ended()).isInstanceOf(EndReason.ByUs.class);
        late(answer(invites.getFirst(), 200, "z"));
        finish();

        assertThat(tags("mallory ACK 1")).containsExactly("a", "z");
        assertThat(tags("mallory BYE 2")).containsExactly("a", "z");
    }

    private List<String> tags(String label) {
        return wire.messages(label).stream().map(m -> String.valueOf(m.to().tag())).toList();
    }

    @Test
    void aCalleeThatEndsTheEarlyDialogHasTheCallCancelled() {
        List<SipMessage> byes = new ArrayList<>();
        mallory.on(
                message -> is(message, Method.INVITE) && byes.isEmpty(),
                invite -> {
                    byes.add(invite);
                    return List.of(answer(invite, 180, "a"), bye((SipRequest) invite));
                });
        mallory.onRequest(Method.CANCEL, ScriptedPeer.respond(200));
        Side call = callMallory();
        finish();

        assertThat(wire.arrived()).contains("mallory 200 BYE 1", "mallory CANCEL 1");
        assertThat(call.story()).containsExactly("180", "ByPeer");
    }

    private SipRequest bye(SipRequest invite) {
        return SipRequest.builder(Method.BYE, alice.uri())
                .set(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.9:5060;branch=z9hG4bKbye")
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, invite.value(HeaderName.TO) + ";tag=a")
                .set(HeaderName.TO, String.valueOf(invite.value(HeaderName.FROM)))
                .set(HeaderName.CALL_ID, invite.callId())
                .set(HeaderName.CSEQ, "1 BYE")
                .build();
    }

    /// No bad peer: RFC 6141 §4.7.
    @Test
    void onlyReliableProvisionalResponsesMoveTheTargetOfAnEarlyDialog() {
        mallory.on(
                message -> is(message, Method.INVITE),
                invite -> List.of(ringing(invite, 1, "x"), ringing(invite, 0, "y")));
        mallory.onRequest(Method.PRACK, ScriptedPeer.respond(200));
        mallory.onRequest(Method.CANCEL, ScriptedPeer.respond(200));
        Side call = callMallory();
        pass(Duration.ofMillis(400));
        assertThat(target(call)).isEqualTo("sip:x@10.0.0.9:5060");
        late(ringing(mallory.requests(Method.INVITE).getFirst(), 2, "z"));
        assertThat(target(call)).isEqualTo("sip:z@10.0.0.9:5060");
        assertThat(wire.count("mallory PRACK 3")).isEqualTo(1);
        call.order(InviteSession::hangUp);
        finish();
    }

    private static String target(Side call) {
        return Objects.requireNonNull(call.session().dialog()).remoteTarget().toString();
    }

    private void late(SipMessage message) {
        PeerNode node = new PeerNode(simulation, "late", "10.0.0.8", new ScriptedPeer());
        node.listen(Transport.UDP, 5060);
        node.send(new Hop(Transport.UDP, alice.node.socket(Transport.UDP)), message);
        pass(Duration.ofMillis(400));
    }

    /// A 180 of one dialog; reliable where it has a number.
    private static SipResponse ringing(SipMessage invite, int rSeq, String user) {
        SipResponse.Builder response =
                answer(invite, 180, "a")
                        .edit()
                        .set(HeaderName.CONTACT, "<sip:" + user + "@10.0.0.9:5060>");
        return rSeq == 0
                ? response.build()
                : response.set(HeaderName.REQUIRE, "100rel")
                        .set(HeaderName.RSEQ, Integer.toString(rSeq))
                        .build();
    }
}
