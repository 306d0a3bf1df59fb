package dev.ringback.testkit.session;

import static dev.ringback.testkit.session.Extended.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.time.SessionExpires.Refresher;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.SessionEvent;
import dev.ringback.sessiontimer.TimerPolicy;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Session timers between two agents: RFC 4028.
class KeepaliveTest {
    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final Duration ROUND = Duration.ofSeconds(905);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private Simulation simulation = Watched.simulation(1);
    private Party alice = Party.at(simulation, "alice", "10.0.0.1").able(Extended.ALL);
    private Party bob = Party.at(simulation, "bob", "10.0.0.2").able(Extended.ALL);

    private Side talk() {
        bob.taking(side -> side.session().accept());
        Side call = alice.call(bob.uri());
        simulation.runFor(Duration.ofSeconds(5));
        return call;
    }

    private void hangUp(Side call) {
        call.order(InviteSession::hangUp);
        simulation.run(Duration.ofHours(1));
        assertThat(alice.left()).isNull();
        assertThat(bob.left()).isNull();
    }

    private long sent(String from, String method) {
        return simulation.trace().lines().stream()
                .filter(line -> line.contains(" " + from + " -> "))
                .filter(line -> line.contains(": " + method + " "))
                .count();
    }

    @Test
    void theCallerRefreshesByUpdateAtHalfTime() {
        alice.timing(TimerPolicy.every(HALF_HOUR));
        Side call = talk();
        for (int i = 1; i <= 4; i++) {
            simulation.runFor(ROUND);
            assertThat(sent("alice", "UPDATE")).isEqualTo(i);
        }
        assertThat(sent("bob", "UPDATE")).isZero();
        assertThat(call.ended()).isNull();
        hangUp(call);
        assertThat(call.story()).containsExactly("Answered", "ByUs");
    }

    @Test
    void theCalleeRefreshesWhereTheCallerWantsThat() {
        alice.timing(new TimerPolicy(HALF_HOUR, Duration.ofSeconds(90), Refresher.UAS));
        Side call = talk();
        simulation.runFor(ROUND);
        assertThat(sent("bob", "UPDATE")).isEqualTo(1);
        simulation.runFor(ROUND);
        assertThat(sent("bob", "UPDATE")).isEqualTo(2);
        assertThat(sent("alice", "UPDATE")).isZero();
        hangUp(call);
    }

    @Test
    void theCalleeMayWantATimerThatTheCallerDidNotAskFor() {
        bob.timing(TimerPolicy.every(HALF_HOUR));
        Side call = talk();
        simulation.runFor(ROUND);
        assertThat(sent("alice", "UPDATE")).isEqualTo(1);
        hangUp(call);
    }

    @Test
    void aPeerThatKnowsNeitherTimersNorUpdateIsRefreshedByReinvite() {
        alice.timing(TimerPolicy.every(HALF_HOUR));
        bob.able(Extended.NONE);
        Side call = talk();
        simulation.runFor(ROUND);
        assertThat(sent("alice", "INVITE")).isEqualTo(2);
        simulation.runFor(ROUND);
        assertThat(sent("alice", "INVITE")).isEqualTo(3);
        assertThat(call.ended()).isNull();
        assertThat(version(call)).isEqualTo("0");
        hangUp(call);
    }

    /// The description of a refresh says that nothing changed: RFC 4028 §7.4.
    private static String version(Side side) {
        var media = Extended.media(side);
        return media.offer(Wish.SAME).origin().sessionVersion();
    }

    @Test
    void anIntervalThatIsTooShortIsAskedForAgain() {
        alice.timing(TimerPolicy.every(Duration.ofMinutes(10)));
        bob.timing(new TimerPolicy(null, Duration.ofHours(1), null));
        Side call = talk();
        assertThat(call.story()).containsExactly("Retried", "Answered");
        assertThat(count(simulation, "bob", "422 INVITE")).isEqualTo(1);
        simulation.runFor(Duration.ofSeconds(1790));
        assertThat(sent("alice", "UPDATE")).isZero();
        simulation.runFor(Duration.ofSeconds(20));
        assertThat(sent("alice", "UPDATE")).isEqualTo(1);
        hangUp(call);
    }

    @Test
    void bothSidesEndASessionWhosePeerIsGone() {
        alice.timing(TimerPolicy.every(HALF_HOUR));
        Side call = talk();
        simulation.network().partition(alice.node.address(), bob.node.address());
        simulation.run(Duration.ofHours(2));
        assertThat(call.ended()).isInstanceOf(EndReason.PeerGone.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.Expired.class);
        assertThat(sent("bob", "BYE")).isZero();
        assertThat(alice.left()).isNull();
        assertThat(bob.left()).isNull();
    }

    @Test
    void whoWantsNoTimerHasNone() {
        Side call = talk();
        simulation.runFor(Duration.ofHours(24));
        assertThat(sent("alice", "UPDATE") + sent("bob", "UPDATE")).isZero();
        assertThat(call.ended()).isNull();
        hangUp(call);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aSessionThatIsRefreshedSurvivesLoss(long seed) {
        simulation = Watched.simulation(seed);
        alice = Party.at(simulation, "alice", "10.0.0.1").able(Extended.ALL);
        bob = Party.at(simulation, "bob", "10.0.0.2").able(Extended.ALL);
        simulation.network().faults(Faults.drawn(simulation.random(), 0.2).withLoss(0.1));
        alice.timing(TimerPolicy.every(Duration.ofSeconds(200)));
        bob.taking(side -> side.session().accept());
        Side call = alice.call(bob.uri());
        simulation.runFor(Duration.ofMinutes(1));
        boolean answered = call.events.stream().anyMatch(SessionEvent.Answered.class::isInstance);
        simulation.runFor(Duration.ofHours(1));
        if (answered) {
            assertThat(call.ended()).as("seed %s", seed).isNull();
            assertThat(bob.only().ended()).as("seed %s", seed).isNull();
        }
        hangUp(call);
        assertThat(call.ended()).as("seed %s", seed).isNotNull();
    }
}
