package dev.ringback.testkit.session;

import static dev.ringback.testkit.session.Extended.count;
import static dev.ringback.testkit.session.Extended.media;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.NameAddress;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.CallRequest;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.session.SessionEvent;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reliable provisional responses between two agents: RFC 3262, RFC 3311 §5 in early dialogs.
class ReliableTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    private Simulation simulation = new Simulation(1);
    private Party alice = Party.at(simulation, "alice", "10.0.0.1").able(Extended.ALL);
    private Party bob = Party.at(simulation, "bob", "10.0.0.2").able(Extended.ALL);

    private void lossy(long seed) {
        simulation = new Simulation(seed);
        simulation.network().faults(Faults.drawn(simulation.random(), 0.2).withLoss(0.2));
        alice = Party.at(simulation, "alice", "10.0.0.1").able(Extended.ALL);
        bob = Party.at(simulation, "bob", "10.0.0.2").able(Extended.ALL);
    }

    private void run() {
        simulation.run(Duration.ofMinutes(30));
        assertThat(alice.left()).isNull();
        assertThat(bob.left()).isNull();
    }

    private void talk(Side call) {
        simulation.runFor(SECOND.multipliedBy(10));
        call.order(InviteSession::hangUp);
        run();
    }

    @Test
    void aReliableAnswerIsAcknowledgedAndFlowsBeforeTheCallIsTaken() {
        simulation.expect(Invariants.all());
        bob.taking(side -> side.session().progress(Provisional.earlyMedia().reliably()));
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND.multipliedBy(40));
        assertThat(call.story()).containsExactly("183 media");
        assertThat(count(simulation, "alice", "PRACK 2")).isEqualTo(1);
        assertThat(count(simulation, "bob", "200 PRACK")).isEqualTo(1);
        assertThat(media(call).stream()).isNotNull();
        bob.only().order(InviteSession::accept);
        talk(call);
        assertThat(call.story()).containsExactly("183 media", "Answered", "ByUs");
    }

    @Test
    void the2xxWaitsForThePrackOfTheAnswer() {
        bob.taking(
                side -> {
                    side.session().progress(Provisional.earlyMedia().reliably());
                    side.session().accept();
                    assertThat(side.story()).isEmpty();
                });
        Side call = alice.call(bob.uri());
        talk(call);
        assertThat(call.story()).containsExactly("183 media", "Answered", "ByUs");
    }

    @Test
    void anOfferInAReliableResponseIsAnsweredInItsPrack() {
        bob.taking(side -> side.session().progress(Provisional.of(180).reliably()));
        Side call =
                alice.call(
                        CallRequest.to(bob.uri(), NameAddress.of(alice.uri()))
                                .with(alice.media())
                                .offeredByPeer());
        simulation.runFor(SECOND);
        assertThat(media(call).stream()).isNotNull();
        assertThat(media(bob.only()).stream()).isNotNull();
        bob.only().order(InviteSession::accept);
        talk(call);
        assertThat(call.story()).containsExactly("180 media", "Answered", "ByUs");
    }

    @Test
    void bothSidesMayChangeTheSessionBeforeItIsTaken() {
        bob.taking(side -> side.session().progress(Provisional.earlyMedia().reliably()));
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND);
        call.order(session -> assertThat(session.update(Wish.HOLD)).isTrue());
        simulation.runFor(SECOND);
        bob.only().order(session -> assertThat(session.update(Wish.HOLD)).isTrue());
        simulation.runFor(SECOND);
        assertThat(call.story()).containsExactly("183 media", "Reoffered", "Reoffered");
        assertThat(media(bob.only()).holding()).isTrue();
        bob.only().order(InviteSession::accept);
        talk(call);
        assertThat(call.story())
                .containsExactly("183 media", "Reoffered", "Reoffered", "Answered", "ByUs");
    }

    @Test
    void aCallerThatWaitsIsRemindedReliablyEachMinute() {
        bob.taking(side -> side.session().progress(Provisional.of(180).reliably()));
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND.multipliedBy(130));
        assertThat(call.story()).containsExactly("180", "180", "180");
        assertThat(count(simulation, "bob", "200 PRACK")).isEqualTo(3);
        call.order(InviteSession::hangUp);
        run();
    }

    @Test
    void nobodyChangesASessionThatIsNotAgreedReliably() {
        bob.taking(side -> side.session().progress(Provisional.earlyMedia()));
        Side call = alice.call(bob.uri());
        simulation.runFor(SECOND);
        call.order(session -> assertThat(session.update(Wish.HOLD)).isFalse());
        bob.only().order(session -> assertThat(session.update(Wish.HOLD)).isFalse());
        call.order(InviteSession::hangUp);
        run();
    }

    @Test
    void whoRequiresItGetsEveryResponseReliably() {
        bob.taking(
                side -> {
                    side.session().progress(Provisional.of(180));
                    side.after(SECOND, InviteSession::accept);
                });
        Side call =
                alice.call(
                        CallRequest.to(bob.uri(), NameAddress.of(alice.uri()))
                                .with(alice.media())
                                .with(invite -> invite.set(HeaderName.REQUIRE, "100rel")));
        talk(call);
        assertThat(count(simulation, "alice", "PRACK 2")).isEqualTo(1);
        assertThat(call.story()).containsExactly("180", "Answered", "ByUs");
    }

    @Test
    void whoRequiresItOfSomebodyWhoDoesNotKnowItCallsAgainWithoutIt() {
        bob.able(Extended.NONE).taking(side -> side.session().accept());
        Side call =
                alice.call(
                        CallRequest.to(bob.uri(), NameAddress.of(alice.uri()))
                                .with(alice.media())
                                .with(invite -> invite.set(HeaderName.REQUIRE, "100rel")));
        talk(call);
        assertThat(count(simulation, "bob", "420 INVITE")).isEqualTo(1);
        assertThat(call.story()).containsExactly("Retried", "Answered", "ByUs");
    }

    @Test
    void whoRequiresItRefusesWhoDoesNotKnowIt() {
        bob.able(Extended.ALL.requiring(List.of("100rel")));
        alice.able(Extended.NONE);
        Side call = alice.call(bob.uri());
        run();
        assertThat(refusal(call)).isEqualTo(421);
    }

    private static int refusal(Side call) {
        return call.ended() instanceof EndReason.NotTaken end ? end.failure().status() : 0;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void allReliableResponsesArriveInTheirOrderWhateverGetsLost(long seed) {
        lossy(seed);
        bob.taking(
                side -> {
                    for (int status : List.of(180, 181, 182, 183)) {
                        Provisional given = Provisional.of(status).reliably();
                        side.session().progress(given);
                    }
                    side.after(Duration.ofSeconds(40), InviteSession::accept);
                });
        Side call = alice.call(bob.uri());
        simulation.runFor(Duration.ofMinutes(2));
        if (call.ended() == null) {
            assertThat(call.story()).as("seed %s", seed).startsWith("180", "181", "182", "183");
            assertThat(call.story()).as("seed %s", seed).contains("Answered");
        }
        call.order(InviteSession::hangUp);
        run();
        assertThat(agree(call)).as("seed %s: %s", seed, simulation.trace().ladder()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void earlyMediaAndChangesSurviveLoss(long seed) {
        lossy(seed);
        bob.taking(
                side -> {
                    side.session().progress(Provisional.earlyMedia().reliably());
                    side.session().accept();
                });
        Side call = alice.call(bob.uri());
        simulation.runFor(Duration.ofMinutes(1));
        call.order(session -> session.update(Wish.HOLD));
        bob.only().order(session -> session.update(Wish.HOLD));
        simulation.runFor(Duration.ofMinutes(2));
        if (call.ended() == null && bob.only().ended() == null) {
            assertThat(media(call).holding()).as("seed %s", seed).isTrue();
            assertThat(media(bob.only()).holding()).as("seed %s", seed).isTrue();
            assertThat(flows(call)).as("seed %s", seed).isEqualTo(flows(bob.only()));
        }
        call.order(InviteSession::hangUp);
        run();
        assertThat(agree(call)).as("seed %s: %s", seed, simulation.trace().ladder()).isTrue();
    }

    private static String flows(Side side) {
        var stream = media(side).stream();
        return stream == null ? "none" : stream.direction().toString();
    }

    /// Whether both sides say that there was a session, or both that there was none.
    private boolean agree(Side call) {
        Side other = bob.sides.isEmpty() ? null : bob.sides.getFirst();
        boolean here = call.events.stream().anyMatch(SessionEvent.Answered.class::isInstance);
        boolean there =
                other != null
                        && other.events.stream().anyMatch(SessionEvent.Confirmed.class::isInstance);
        return here == there || (here && other != null && other.ended() != null);
    }
}
