package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.session.SessionEvent;
import dev.ringback.session.SessionState;
import dev.ringback.stack.Transport;
import dev.ringback.testkit.PeerNode;
import dev.ringback.testkit.ScriptedPeer;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.testkit.invariant.TablesEmpty;
import dev.ringback.uri.SipUri;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What happens in the dialog of a session: target refreshes, second INVITEs, INFO, failures.
class InDialogTest {
    private static final String VIDEO_ONLY =
            RawPeer.description("10.0.0.3").replace("m=audio", "m=video");

    private final Simulation simulation = Watched.simulation(1);
    private final Wire wire = new Wire();
    private final Party bob = Party.at(simulation, "bob", "10.0.0.2");
    private final RawPeer carol = new RawPeer(simulation, "carol", "10.0.0.3", bob);

    InDialogTest() {
        simulation.expect(List.of(wire, new TablesEmpty()));
        bob.taking(side -> side.session().accept());
        carol.script.onRequest(Method.BYE, ScriptedPeer.respond(200));
    }

    private void pass(long millis) {
        simulation.runFor(Duration.ofMillis(millis));
    }

    private void finish() {
        simulation.run(Duration.ofMinutes(30));
        assertThat(bob.left()).isNull();
    }

    /// Carol calls, bob takes the call, and carol acknowledges.
    private Side established() {
        carol.onSuccess(Method.ACK);
        carol.invite(1);
        pass(100);
        assertThat(bob.only().session().state()).isEqualTo(SessionState.CONFIRMED);
        return bob.only();
    }

    private String tag() {
        return Objects.requireNonNull(bob.only().session().dialog()).id().localTag();
    }

    private String target() {
        return Objects.requireNonNull(bob.only().session().dialog()).remoteTarget().toString();
    }

    private void reinvite(long number, String contact, String description) {
        carol.send(
                carol.request(Method.INVITE, number, tag())
                        .set(HeaderName.CONTACT, contact)
                        .body("application/sdp", description.getBytes(StandardCharsets.US_ASCII))
                        .build());
        pass(100);
    }

    private SipResponse last(int status, String method) {
        SipMessage found =
                carol.script.responses(status).stream()
                        .filter(response -> response.cSeq().method().name().equals(method))
                        .reduce((_, second) -> second)
                        .orElseThrow();
        return (SipResponse) found;
    }

    @Test
    void aReinviteThatIsTakenMovesTheTarget() {
        Side side = established();
        reinvite(2, "<sip:carol@10.0.0.3:5060;moved=1>", RawPeer.description("10.0.0.3"));
        assertThat(target()).isEqualTo("sip:carol@10.0.0.3:5060;moved=1");
        side.order(InviteSession::hangUp);
        finish();

        SipRequest bye = (SipRequest) wire.messages("carol BYE 1").getFirst();
        assertThat(bye.requestUri().toString()).isEqualTo("sip:carol@10.0.0.3:5060;moved=1");
    }

    @Test
    void aReinviteThatIsRefusedMovesNothing() {
        Side side = established();
        String before = target();
        reinvite(2, "<sip:carol@10.0.0.3:5060;moved=1>", VIDEO_ONLY);

        assertThat(last(488, "INVITE").has(HeaderName.WARNING)).isTrue();
        assertThat(target()).isEqualTo(before);
        assertThat(side.session().state()).isEqualTo(SessionState.CONFIRMED);
        carol.send(ackOf(last(488, "INVITE")));
        side.order(InviteSession::hangUp);
        finish();
    }

    private SipRequest ackOf(SipResponse refusal) {
        return carol.request(Method.ACK, refusal.cSeq().number(), tag())
                .set(HeaderName.VIA, refusal.topVia().toString())
                .build();
    }

    @Test
    void aSecondInviteBeforeTheFirstIsAnsweredIs500WithATimeToWait() {
        bob.taking(side -> side.session().progress(Provisional.of(180)));
        carol.onSuccess(Method.ACK);
        carol.invite(1);
        pass(100);
        reinvite(2, "<sip:carol@10.0.0.3:5060>", RawPeer.description("10.0.0.3"));
        String wait = String.valueOf(last(500, "INVITE").value(HeaderName.RETRY_AFTER));
        assertThat(Integer.parseInt(wait)).isBetween(0, 10);
        carol.send(ackOf(last(500, "INVITE")));
        bob.only().order(InviteSession::accept);
        pass(100);
        bob.only().order(InviteSession::hangUp);
        finish();

        assertThat(bob.only().story()).containsExactly("Answered", "Confirmed", "ByUs");
    }

    @Test
    void aReinviteThatIsNeverAcknowledgedEndsTheSession() {
        carol.script.on(
                message -> message instanceof SipResponse r && r.cSeq().number() == 2,
                _ -> List.of());
        Side side = established();
        reinvite(2, "<sip:carol@10.0.0.3:5060>", RawPeer.description("10.0.0.3"));
        finish();

        assertThat(wire.count("carol 200 INVITE 2")).isEqualTo(11);
        assertThat(side.ended()).isInstanceOf(EndReason.NoAck.class);
    }

    @Test
    void aReinviteOfAStrangeDialogIs481() {
        Side side = established();
        carol.send(carol.request(Method.INVITE, 2, "wrong").build());
        pass(100);
        carol.send(ackOf(last(481, "INVITE")));
        side.order(InviteSession::hangUp);
        finish();

        assertThat(side.ended()).isInstanceOf(EndReason.ByUs.class);
    }

    @Test
    void anInfoOfAPackageThatWasNotAskedForIs469() {
        bob.packages.add("known");
        Side side = established();
        SipResponse ok = last(200, "INVITE");
        assertThat(ok.value(HeaderName.RECV_INFO)).isEqualTo("known");
        info(2, "strange");
        assertThat(last(469, "INFO").value(HeaderName.RECV_INFO)).isEqualTo("known");
        info(3, "known");
        assertThat(last(200, "INFO").bodyLength()).isZero();
        assertThat(side.story()).containsExactly("Answered", "Confirmed", "InfoReceived");
        assertThat(side.events.getLast())
                .isInstanceOfSatisfying(
                        SessionEvent.InfoReceived.class,
                        event -> assertThat(event.infoPackage()).isEqualTo("known"));
        side.order(InviteSession::hangUp);
        finish();
    }

    private void info(long number, String name) {
        carol.send(
                carol.request(Method.INFO, number, tag())
                        .set(HeaderName.INFO_PACKAGE, name)
                        .build());
        pass(100);
    }

    @Test
    void aPeerThatKnowsNothingOfTheDialogAnyMoreEndsTheSession() {
        carol.script.onRequest(Method.INFO, ScriptedPeer.respond(481));
        Side side = established();
        side.order(session -> session.send(Method.INFO, _ -> {}, new Heard(() -> {})));
        finish();

        assertThat(wire.count("carol BYE 2")).isEqualTo(1);
        assertThat(side.ended())
                .isInstanceOfSatisfying(
                        EndReason.PeerGone.class,
                        end ->
                                assertThat(Objects.requireNonNull(end.failure()).status())
                                        .isEqualTo(481));
    }

    @Test
    void aPeerThatDoesNotAnswerInTheDialogEndsTheSession() {
        Side side = established();
        side.order(session -> session.reoffer(Wish.HOLD));
        finish();

        assertThat(side.story())
                .containsExactly("Answered", "Confirmed", "ReofferFailed", "PeerGone");
    }

    @Test
    void aRefusedInfoEndsNothing() {
        carol.script.onRequest(Method.INFO, ScriptedPeer.respond(415));
        Side side = established();
        side.order(session -> session.send(Method.INFO, _ -> {}, new Heard(() -> {})));
        pass(1000);

        assertThat(side.session().state()).isEqualTo(SessionState.CONFIRMED);
        side.order(InviteSession::hangUp);
        finish();
    }

    @Test
    void anAckThatOwesAnAnswerAndHasNoneEndsTheSession() {
        carol.onSuccess(Method.ACK);
        carol.send(carol.request(Method.INVITE, 1, "").build());
        finish();

        assertThat(wire.count("carol BYE 1")).isEqualTo(1);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.NotAgreed.class);
    }

    @Test
    void anOfferThatNobodyCanTakeIsRefusedBeforeAnybodyRings() {
        bob.taking(side -> side.session().progress(Provisional.of(180)));
        carol.script.on(
                message -> message instanceof SipResponse r && r.status() == 488,
                refusal -> List.of(ackOfRefusal((SipResponse) refusal)));
        carol.send(
                carol.request(Method.INVITE, 1, "")
                        .body("application/sdp", VIDEO_ONLY.getBytes(StandardCharsets.US_ASCII))
                        .build());
        finish();

        assertThat(carol.script.responses(180)).isEmpty();
        assertThat(last(488, "INVITE").has(HeaderName.WARNING)).isTrue();
        assertThat(bob.only().ended()).isInstanceOf(EndReason.Rejected.class);
    }

    private SipRequest ackOfRefusal(SipResponse refusal) {
        return carol.request(Method.ACK, 1, String.valueOf(refusal.to().tag()))
                .set(HeaderName.VIA, refusal.topVia().toString())
                .build();
    }

    @Test
    void a2xxThatOwesAnAnswerAndHasNoneIsAcknowledgedAndEnded() {
        ScriptedPeer dave =
                new ScriptedPeer()
                        .contact("<sip:dave@10.0.0.4:5060>")
                        .onRequest(Method.INVITE, ScriptedPeer.respond(200))
                        .onRequest(Method.BYE, ScriptedPeer.respond(200));
        new PeerNode(simulation, "dave", "10.0.0.4", dave).listen(Transport.UDP, 5060);
        Side call = bob.call(SipUri.of(false, "dave", "10.0.0.4", 5060));
        finish();

        assertThat(wire.arrived()).contains("dave ACK 1", "dave BYE 2");
        assertThat(call.ended()).isInstanceOf(EndReason.NotAgreed.class);
    }

    @Test
    void aRedirectedCallerFollows() {
        Party alice = Party.at(simulation, "alice", "10.0.0.1");
        Party dave = Party.at(simulation, "dave", "10.0.0.4");
        dave.taking(side -> side.session().accept());
        bob.taking(
                side ->
                        side.session()
                                .reject(
                                        302,
                                        moved ->
                                                moved.set(
                                                        HeaderName.CONTACT,
                                                        "<" + dave.uri() + ">")));
        Side call = alice.call(bob.uri());
        pass(1000);
        call.order(InviteSession::hangUp);
        finish();

        assertThat(call.story()).containsExactly("Retried", "Answered", "ByUs");
        assertThat(dave.only().ended()).isInstanceOf(EndReason.ByPeer.class);
        assertThat(alice.left()).isNull();
    }
}
