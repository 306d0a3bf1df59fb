package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.CallRequest;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Calls on a good network, from the first INVITE to the last BYE.
class PlainCallTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Simulation simulation = new Simulation(1);
    private final Party alice = Party.at(simulation, "alice", "10.0.0.1");
    private final Party bob = Party.at(simulation, "bob", "10.0.0.2");

    PlainCallTest() {
        simulation.expect(Invariants.all());
    }

    private void run() {
        simulation.run(Duration.ofMinutes(30));
        assertThat(alice.left()).isNull();
        assertThat(bob.left()).isNull();
    }

    private static void ringAndAccept(Side side) {
        side.session().progress(Provisional.of(180));
        side.after(SECOND, InviteSession::accept);
    }

    @Test
    void aCallIsRungTakenAndHungUpByTheCaller() {
        bob.taking(PlainCallTest::ringAndAccept);
        Side call = alice.call(bob.uri());
        simulation.after(SECOND.multipliedBy(10), "", () -> call.order(InviteSession::hangUp));
        run();

        assertThat(call.story()).containsExactly("180", "Answered", "ByUs");
        assertThat(bob.only().story()).containsExactly("Answered", "Confirmed", "ByPeer");
        assertThat(media(call).stream()).isNull();
    }

    @Test
    void mediaFlowAsAgreedFromTheAnswerOn() {
        bob.taking(PlainCallTest::ringAndAccept);
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND.multipliedBy(5));

        assertThat(media(call).stream()).isNotNull();
        assertThat(media(bob.only()).stream()).isNotNull();
        call.order(InviteSession::hangUp);
        run();
    }

    @Test
    void theCalleeHangsUp() {
        bob.taking(
                side -> {
                    ringAndAccept(side);
                    side.after(SECOND.multipliedBy(4), InviteSession::hangUp);
                });
        Side call = alice.call(bob.uri());
        run();

        assertThat(call.story()).containsExactly("180", "Answered", "ByPeer");
        assertThat(bob.only().story()).containsExactly("Answered", "Confirmed", "ByUs");
    }

    @Test
    void anOfferInTheAnswerIsAnsweredInTheAck() {
        bob.taking(PlainCallTest::ringAndAccept);
        Side call =
                alice.call(
                        CallRequest.to(bob.uri(), NameAddress.of(alice.uri()))
                                .with(alice.media())
                                .offeredByPeer());
        simulation.runFor(SECOND.multipliedBy(5));

        assertThat(media(call).stream()).isNotNull();
        assertThat(media(bob.only()).stream()).isNotNull();
        call.order(InviteSession::hangUp);
        run();
    }

    @Test
    void earlyMediaFlowBeforeTheCallIsTaken() {
        bob.taking(side -> side.session().progress(Provisional.earlyMedia()));
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND);

        assertThat(call.story()).containsExactly("183 media");
        assertThat(media(call).stream()).isNotNull();
        bob.only().order(InviteSession::accept);
        simulation.after(SECOND, "", () -> call.order(InviteSession::hangUp));
        run();
        assertThat(call.story()).containsExactly("183 media", "Answered", "ByUs");
    }

    @Test
    void aPlaceInTheQueueIsToldEachTime() {
        bob.taking(
                side -> {
                    side.session().progress(Provisional.queued("2 calls queued"));
                    side.after(SECOND, s -> s.progress(Provisional.queued("1 call queued")));
                    side.after(SECOND.multipliedBy(2), InviteSession::accept);
                });
        Side call = alice.call(bob.uri());
        simulation.after(SECOND.multipliedBy(4), "", () -> call.order(InviteSession::hangUp));
        run();

        assertThat(call.story()).containsExactly("182", "182", "Answered", "ByUs");
    }

    @Test
    void aCallerThatWaitsIsRemindedEachMinute() {
        bob.taking(
                side -> {
                    side.session().progress(Provisional.of(180));
                    side.after(Duration.ofSeconds(150), InviteSession::accept);
                });
        Side call = alice.call(bob.uri());
        simulation.after(Duration.ofSeconds(160), "", () -> call.order(InviteSession::hangUp));
        run();

        assertThat(call.story()).containsExactly("180", "180", "180", "Answered", "ByUs");
    }

    @Test
    void aCallIsRefusedWithAnyCodeAndHeader() {
        bob.taking(
                side ->
                        side.session()
                                .reject(486, reply -> reply.set(HeaderName.RETRY_AFTER, "60")));
        Side call = alice.call(bob.uri());
        run();

        assertThat(call.ended())
                .isInstanceOfSatisfying(
                        EndReason.NotTaken.class,
                        end -> assertThat(end.failure().status()).isEqualTo(486));
        assertThat(bob.only().ended()).isInstanceOf(EndReason.Rejected.class);
    }

    @Test
    void whatNobodyOrderedIsCancelled() {
        bob.taking(side -> side.session().progress(Provisional.of(180)));
        Side call = alice.call(bob.uri());
        simulation.after(SECOND.multipliedBy(3), "", () -> call.order(InviteSession::hangUp));
        run();

        assertThat(call.story()).containsExactly("180", "GivenUp");
        assertThat(bob.only().story()).containsExactly("CancelledByPeer");
    }

    @Test
    void aCallThatIsGivenUpBeforeAnyResponseIsCancelledWhenOneComes() {
        bob.taking(Side::nothing);
        Side call = alice.call(bob.uri());
        call.order(InviteSession::hangUp);
        run();

        assertThat(call.ended()).isInstanceOf(EndReason.GivenUp.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.CancelledByPeer.class);
    }

    @Test
    void aCallThatHangsUpBeforeItIsTakenIsDeclined() {
        bob.taking(side -> side.session().hangUp());
        Side call = alice.call(bob.uri());
        run();

        assertThat(call.ended())
                .isInstanceOfSatisfying(
                        EndReason.NotTaken.class,
                        end -> assertThat(end.failure().status()).isEqualTo(603));
    }

    @Test
    void holdAndResumeByBothSides() {
        bob.taking(PlainCallTest::ringAndAccept);
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND.multipliedBy(5));
        call.order(s -> s.reoffer(Wish.HOLD));
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(media(call).holding()).isTrue();
        bob.only().order(s -> s.reoffer(Wish.HOLD));
        simulation.runFor(SECOND.multipliedBy(5));
        call.order(s -> s.reoffer(Wish.TALK));
        simulation.runFor(SECOND.multipliedBy(5));
        call.order(InviteSession::hangUp);
        run();

        assertThat(call.story())
                .containsExactly("180", "Answered", "Reoffered", "Reoffered", "Reoffered", "ByUs");
        assertThat(bob.only().story())
                .containsExactly(
                        "Answered", "Confirmed", "Reoffered", "Reoffered", "Reoffered", "ByPeer");
    }

    @Test
    void anInviteThatExpiresIsAnswered487() {
        bob.taking(side -> side.session().progress(Provisional.of(180)));
        Side call =
                alice.call(
                        CallRequest.to(bob.uri(), NameAddress.of(alice.uri()))
                                .with(invite -> invite.set(HeaderName.EXPIRES, "20")));
        run();

        assertThat(bob.only().ended())
                .isInstanceOfAny(EndReason.Rejected.class, EndReason.CancelledByPeer.class);
        assertThat(call.ended()).isInstanceOfAny(EndReason.GivenUp.class, EndReason.NotTaken.class);
    }

    @Test
    void anInfoReachesThePeer() {
        bob.taking(PlainCallTest::ringAndAccept);
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND.multipliedBy(3));
        call.order(
                s ->
                        s.send(
                                Method.INFO,
                                info ->
                                        info.body(
                                                "application/dtmf-relay",
                                                "Signal=5\r\n"
                                                        .getBytes(
                                                                java.nio.charset.StandardCharsets
                                                                        .US_ASCII)),
                                new Heard(call.events::clear)));
        simulation.runFor(SECOND);
        assertThat(call.story()).isEmpty();
        assertThat(bob.only().story()).containsExactly("Answered", "Confirmed", "InfoReceived");
        call.order(InviteSession::hangUp);
        run();
    }

    private static AudioNegotiation media(Side side) {
        return (AudioNegotiation) java.util.Objects.requireNonNull(side.media);
    }
}
