package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.offer.AudioNegotiation;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.CallRequest;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.session.SessionState;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// The race conditions of RFC 5407 §3, each with the messages crossing as in its figure: a message
/// takes 100 ms, and both sides act at the same time.
class RaceConditionsTest {
    private static final Duration WAY = Duration.ofMillis(100);

    private final Simulation simulation = new Simulation(1);
    private final Wire wire = new Wire();
    private final Party alice = Party.at(simulation, "alice", "10.0.0.1");
    private final Party bob = Party.at(simulation, "bob", "10.0.0.2");

    RaceConditionsTest() {
        simulation.expect(Invariants.all());
        simulation.expect(List.of(wire));
        simulation.network().faults(Faults.none().withDelay(WAY, WAY));
        bob.taking(side -> side.session().progress(Provisional.of(180)));
    }

    private Side call() {
        return alice.call(bob.uri());
    }

    private Side callWithoutOffer() {
        return alice.call(
                CallRequest.to(bob.uri(), NameAddress.of(alice.uri()))
                        .with(alice.media())
                        .offeredByPeer());
    }

    private void pass(long millis) {
        simulation.runFor(Duration.ofMillis(millis));
    }

    /// Ends the run: nothing may be left.
    private void finish() {
        simulation.run(Duration.ofMinutes(30));
        assertThat(alice.left()).isNull();
        assertThat(bob.left()).isNull();
    }

    private void loseFromAlice() {
        simulation.network().cut(alice.node.address(), bob.node.address());
    }

    private void loseFromBob() {
        simulation.network().cut(bob.node.address(), alice.node.address());
    }

    /// A call that is taken 300 ms after its beginning; its ACK gets lost.
    private Side callWithLostAck(Side call) {
        pass(300);
        bob.only().order(InviteSession::accept);
        pass(50);
        loseFromAlice();
        pass(55);
        simulation.network().healAll();
        assertThat(wire.arrived()).endsWith("alice 200 INVITE 1");
        return call;
    }

    private Side established() {
        Side call = call();
        pass(300);
        bob.only().order(InviteSession::accept);
        pass(2000);
        assertThat(bob.only().session().state()).isEqualTo(SessionState.CONFIRMED);
        return call;
    }

    private static boolean flows(Side side) {
        return ((AudioNegotiation) Objects.requireNonNull(side.media)).stream() != null;
    }

    private void hangUpAndFinish(Side call) {
        pass(10_000);
        call.order(InviteSession::hangUp);
        finish();
        assertThat(call.ended()).isInstanceOf(EndReason.ByUs.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByPeer.class);
    }

    /// §3.1.1
    @Test
    void anInviteThatIsRepeatedAfterThe2xxIsNoNewCall() {
        loseFromBob();
        Side call = call();
        pass(450);
        bob.only().order(InviteSession::accept);
        pass(30);
        simulation.network().healAll();
        pass(30);
        bob.only().order(session -> {});
        pass(1500);

        assertThat(wire.count("bob INVITE 1")).isEqualTo(2);
        assertThat(bob.sides).hasSize(1);
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        hangUpAndFinish(call);
    }

    /// §3.1.2
    @Test
    void aCancelThatCrossesThe2xxIsFollowedByBye() {
        Side call = call();
        pass(300);
        bob.only().order(InviteSession::accept);
        call.order(InviteSession::hangUp);
        finish();

        assertThat(wire.arrived())
                .contains("bob CANCEL 1", "alice 200 CANCEL 1", "bob ACK 1", "bob BYE 2");
        assertThat(wire.millis("bob CANCEL 1")).isLessThan(wire.millis("bob ACK 1"));
        assertThat(call.ended()).isInstanceOf(EndReason.GivenUp.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByPeer.class);
        assertThat(flows(call)).isFalse();
    }

    /// §3.1.3
    @Test
    void aByeInTheEarlyDialogThatCrossesThe2xxEndsTheSession() {
        RawPeer carol = new RawPeer(simulation, "carol", "10.0.0.3", bob);
        carol.onEarly(180, Method.BYE);
        carol.onSuccess(Method.ACK);
        carol.invite(1);
        pass(150);
        bob.only().order(InviteSession::accept);
        finish();

        assertThat(wire.millis("carol 200 INVITE 1")).isGreaterThan(wire.millis("bob BYE 2") - 100);
        assertThat(wire.arrived()).contains("carol 200 BYE 2", "bob ACK 1");
        assertThat(bob.only().story()).containsExactly("Answered", "ByPeer");
        assertThat(flows(bob.only())).isFalse();
    }

    /// §3.1.4
    @Test
    void aReinviteBeforeTheAckIsTakenWhereNoOfferIsOpen() {
        Side call = callWithLostAck(call());
        call.order(session -> session.reoffer(Wish.HOLD));
        pass(90);
        assertThat(bob.only().session().state()).isEqualTo(SessionState.ACCEPTED);
        pass(1500);

        assertThat(wire.count("alice 200 INVITE 2")).isEqualTo(1);
        assertThat(wire.millis("bob INVITE 2")).isLessThan(wire.millis("bob ACK 1"));
        assertThat(call.story()).containsExactly("180", "Answered", "Reoffered");
        assertThat(bob.only().story()).contains("Confirmed", "Reoffered");
        hangUpAndFinish(call);
    }

    /// §3.1.5
    @Test
    void aReinviteBeforeTheAckIsAnswered491WhereTheAckHasToAnswerAnOffer() {
        Side call = callWithLostAck(callWithoutOffer());
        call.order(session -> session.reoffer(Wish.HOLD));
        pass(1500);

        assertThat(wire.count("alice 491 INVITE 2")).isEqualTo(1);
        assertThat(wire.millis("bob INVITE 2")).isLessThan(wire.millis("bob ACK 1"));
        assertThat(flows(bob.only())).isTrue();
        pass(5000);
        assertThat(wire.millis("bob INVITE 3") - wire.millis("alice 491 INVITE 2"))
                .isBetween(2200L, 4200L);
        assertThat(call.story()).containsExactly("180", "Answered", "Reoffered");
        hangUpAndFinish(call);
    }

    /// §3.1.6
    @Test
    void aByeBeforeTheAckEndsTheSessionAndALate2xxIsOnlyAcknowledged() {
        Side call = callWithLostAck(call());
        pass(350);
        call.order(InviteSession::hangUp);
        finish();

        assertThat(wire.count("alice 200 INVITE 1")).isEqualTo(2);
        assertThat(wire.millis("bob BYE 2")).isLessThan(wire.millis("bob ACK 1"));
        assertThat(call.story()).containsExactly("180", "Answered", "ByUs");
        assertThat(bob.only().story()).containsExactly("Answered", "ByPeer");
    }

    /// §3.2.1
    @Test
    void twoByesThatCrossAreBothAnswered200() {
        Side call = established();
        call.order(InviteSession::hangUp);
        bob.only().order(InviteSession::hangUp);
        finish();

        assertThat(wire.arrived()).contains("alice 200 BYE 2", "bob 200 BYE 1");
        assertThat(call.ended()).isInstanceOf(EndReason.ByUs.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByUs.class);
    }

    /// §3.2.2
    @Test
    void aReinviteThatCrossesAByeIsAnswered481() {
        Side call = established();
        call.order(InviteSession::hangUp);
        bob.only().order(session -> session.reoffer(Wish.HOLD));
        finish();

        assertThat(wire.arrived()).contains("bob 481 INVITE 1", "alice 200 BYE 2");
        assertThat(call.ended()).isInstanceOf(EndReason.ByUs.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByPeer.class);
    }

    /// §3.2.3
    @Test
    void a2xxForAReinviteAfterTheByeIsAcknowledged() {
        Side call = established();
        bob.only().order(session -> session.reoffer(Wish.HOLD));
        pass(150);
        bob.only().order(InviteSession::hangUp);
        finish();

        assertThat(wire.millis("bob 200 INVITE 1")).isLessThan(wire.millis("alice BYE 2"));
        assertThat(wire.count("alice ACK 1")).isEqualTo(1);
        assertThat(call.ended()).isInstanceOf(EndReason.ByPeer.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByUs.class);
    }

    /// §3.2.4. The BYE waits for the ACK, as RFC 3261 §15 wants; what it answers is ignored.
    @Test
    void anAckForASessionThatIsEndingStartsNoMedia() {
        Side call = callWithoutOffer();
        pass(300);
        bob.only().order(InviteSession::accept);
        pass(50);
        bob.only().order(InviteSession::hangUp);
        finish();

        assertThat(wire.millis("bob ACK 1")).isLessThan(wire.millis("alice BYE 1"));
        assertThat(flows(bob.only())).isFalse();
        assertThat(call.ended()).isInstanceOf(EndReason.ByPeer.class);
        assertThat(bob.only().story()).containsExactly("Answered", "ByUs");
    }

    /// §3.3.1
    @Test
    void reinvitesThatCrossAreBothRefusedAndTriedAgainAfterDifferentTimes() {
        Side call = established();
        call.order(session -> session.reoffer(Wish.HOLD));
        bob.only().order(session -> session.reoffer(Wish.HOLD));
        pass(6000);

        assertThat(wire.arrived()).contains("alice 491 INVITE 2", "bob 491 INVITE 1");
        long refused = wire.millis("alice 491 INVITE 2");
        assertThat(wire.millis("bob INVITE 3") - refused).isBetween(2200L, 4200L);
        assertThat(wire.millis("alice INVITE 2") - refused).isBetween(100L, 2200L);
        assertThat(call.story()).containsExactly("180", "Answered", "Reoffered", "Reoffered");
        hangUpAndFinish(call);
    }

    /// §3.3.2
    @Test
    void anUpdateAndAReinviteThatCrossAreBothRefusedAndTriedAgain() {
        Side call = established();
        call.order(session -> session.update(Wish.HOLD));
        bob.only().order(session -> session.reoffer(Wish.HOLD));
        pass(6000);

        assertThat(wire.arrived()).contains("alice 491 UPDATE 2", "bob 491 INVITE 1");
        assertThat(call.story()).containsExactly("180", "Answered", "Reoffered", "Reoffered");
        assertThat(bob.only().story())
                .containsExactly("Answered", "Confirmed", "Reoffered", "Reoffered");
        hangUpAndFinish(call);
    }

    /// §3.3.3
    @Test
    void aReferThatCrossesAByeIsAnswered481() {
        Side call = established();
        call.order(InviteSession::hangUp);
        bob.only()
                .order(
                        session ->
                                session.send(
                                        Method.REFER,
                                        refer ->
                                                refer.set(
                                                        dev.ringback.header.HeaderName.REFER_TO,
                                                        "<sip:carol@10.0.0.3>"),
                                        new Heard(() -> {})));
        finish();

        assertThat(wire.arrived()).contains("bob 481 REFER 1", "alice 200 BYE 2");
        assertThat(call.ended()).isInstanceOf(EndReason.ByUs.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.ByPeer.class);
    }
}
