package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.offer.MediaControl.Wish;
import dev.ringback.session.CallRequest;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.session.SessionEvent;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Seeds;
import dev.ringback.testkit.SimRandom;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.invariant.Invariants;
import dev.ringback.uri.SipUri;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Two user agents with real sessions on a network that loses a fifth of everything, doubles and
/// reorders: whatever each of them does, both tell the end of every call alike, and nothing stays.
class BadNetworkTest {
    private static final int SEEDS = 1000;
    private static final int CALLS = 4;
    private static final Duration LONGEST = Duration.ofSeconds(40);

    @Test
    void bothSidesTellTheEndOfEveryCallAlikeAndNothingIsLeft() {
        Map<String, Integer> stories = new TreeMap<>();
        Seeds.run(SEEDS, seed -> new World(seed).run(stories));
        if (!Seeds.replaying()) {
            assertThat(stories.keySet())
                    .contains(
                            "ByUs with ByPeer",
                            "ByPeer with ByUs",
                            "ByUs with ByUs",
                            "GivenUp with CancelledByPeer",
                            "GivenUp with ByPeer",
                            "NotTaken with Rejected",
                            "Reoffered",
                            "InfoReceived");
        }
    }

    /// Two parties and what they do.
    private static final class World {
        private final Simulation simulation;
        private final SimRandom random;
        private final Party alice;
        private final Party bob;

        World(long seed) {
            simulation = new Simulation(seed);
            simulation.expect(Invariants.all());
            random = simulation.random().stream("scenario");
            // What is held back comes ten times as late, and less than T1: later, the last copy of
            // an INVITE (63*T1) could come after Timer L and be a new one, RFC 6026 §8.
            Faults bad =
                    Faults.none()
                            .withLoss(0.2)
                            .withDuplication(0.1)
                            .withReordering(0.1)
                            .withDelay(Duration.ofMillis(1), Duration.ofMillis(45));
            simulation.network().faults(bad);
            alice = Party.at(simulation, "alice", "10.0.0.1").taking(this::take);
            bob = Party.at(simulation, "bob", "10.0.0.2").taking(this::take);
        }

        void run(Map<String, Integer> stories) {
            for (int i = 0; i < CALLS; i++) {
                List<Party> ends = random.shuffled(List.of(alice, bob));
                String name = "call " + i;
                simulation.after(
                        at(Duration.ofSeconds(20)),
                        "",
                        () -> call(ends.getFirst(), ends.getLast(), name));
            }
            simulation.run(Duration.ofMinutes(60));
            assertThat(alice.left()).isNull();
            assertThat(bob.left()).isNull();
            judge(alice, bob, stories);
            judge(bob, alice, stories);
        }

        private Duration at(Duration most) {
            return random.duration(Duration.ZERO, most);
        }

        private void call(Party from, Party to, String name) {
            boolean stream = random.below(8) == 0;
            SipUri target = stream ? to.uri().withParameter("transport", "tcp") : to.uri();
            CallRequest request =
                    CallRequest.to(target, NameAddress.of(from.uri()))
                            .with(from.media())
                            .with(invite -> invite.set(HeaderName.SUBJECT, name));
            Side side = from.call(random.below(3) == 0 ? request.offeredByPeer() : request);
            side.then(event -> heard(side, event));
            later(side, at(LONGEST), InviteSession::hangUp);
        }

        /// Rings or not, takes the call or not, hangs up by itself in the end.
        private void take(Side side) {
            side.then(event -> heard(side, event));
            if (random.below(3) > 0) {
                side.session().progress(provisional());
            }
            int status = List.of(200, 200, 200, 200, 302, 480, 486, 603).get(random.below(8));
            Duration when = random.below(4) == 0 ? Duration.ZERO : at(Duration.ofSeconds(15));
            later(
                    side,
                    when,
                    status == 200
                            ? InviteSession::accept
                            : session -> session.reject(status, _ -> {}));
            later(side, at(LONGEST.multipliedBy(2)), InviteSession::hangUp);
        }

        private Provisional provisional() {
            Provisional plain = Provisional.of(180);
            return switch (random.below(4)) {
                case 0 -> plain;
                case 1 -> Provisional.earlyMedia();
                case 2 -> plain.reliably();
                default -> Provisional.earlyMedia().reliably();
            };
        }

        private void heard(Side side, SessionEvent event) {
            boolean up =
                    event instanceof SessionEvent.Answered
                            || event instanceof SessionEvent.Reoffered;
            if (up && random.below(2) == 0) {
                Wish wish = random.below(2) == 0 ? Wish.HOLD : Wish.TALK;
                boolean update = random.below(3) == 0;
                later(
                        side,
                        at(Duration.ofSeconds(5)),
                        session -> {
                            if (!update || !session.update(wish)) {
                                session.reoffer(wish);
                            }
                        });
            }
            if (event instanceof SessionEvent.Answered && random.below(3) == 0) {
                later(side, at(Duration.ofSeconds(9)), World::digit);
            }
        }

        private static void digit(InviteSession session) {
            session.send(
                    Method.INFO,
                    info -> info.body("application/dtmf-relay", new byte[] {'5'}),
                    new Heard(() -> {}));
        }

        private void later(
                Side side, Duration delay, java.util.function.Consumer<InviteSession> order) {
            simulation.after(delay, "", () -> side.order(order));
        }

        private static void judge(Party caller, Party callee, Map<String, Integer> stories) {
            for (Side side : caller.sides) {
                assertThat(side.ended()).as(side.story().toString()).isNotNull();
                side.events.forEach(event -> stories.merge(name(event), 1, Integer::sum));
                if (side.session().caller()) {
                    EndReason end = Objects.requireNonNull(side.ended());
                    EndReason other = other(side, callee);
                    assertThat(Agreement.fault(end, other)).isNull();
                    stories.merge(name(end) + " with " + name(other), 1, Integer::sum);
                }
            }
        }

        private static @Nullable EndReason other(Side side, Party callee) {
            for (Side candidate : callee.sides) {
                if (candidate.invite != null && candidate.invite.callId().equals(side.callId())) {
                    return candidate.ended();
                }
            }
            return null;
        }

        private static String name(@Nullable Object thing) {
            return thing == null ? "nobody" : thing.getClass().getSimpleName();
        }
    }
}
