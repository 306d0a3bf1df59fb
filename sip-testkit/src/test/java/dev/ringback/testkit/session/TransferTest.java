package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.cause.Cause;
import dev.ringback.dialog.Dialog;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.address.ReferTo;
import dev.ringback.header.address.ReferredBy;
import dev.ringback.message.SipResponse;
import dev.ringback.session.EndReason;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.session.SessionState;
import dev.ringback.subscription.UsageContext;
import dev.ringback.testkit.Faults;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.transaction.ServerTransaction;
import dev.ringback.transfer.FollowedReferral;
import dev.ringback.transfer.ReferPlan;
import dev.ringback.transfer.Referral;
import dev.ringback.transfer.ReferredCall;
import dev.ringback.transfer.Replacements;
import dev.ringback.transfer.TransferEvent;
import dev.ringback.transfer.Transferor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Transfers between three agents: RFC 3515, RFC 3891, RFC 3892, RFC 5589. Alice transfers, Bob is
/// transferred, Carol is who Bob gets to talk to.
class TransferTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    private Simulation simulation = Watched.simulation(1);
    private Party alice = party("alice", "10.0.0.1");
    private Party bob = party("bob", "10.0.0.2");
    private Party carol = party("carol", "10.0.0.3");
    private final List<String> told = new ArrayList<>();

    private Party party(String name, String address) {
        return Party.at(simulation, name, address)
                .able(Extended.ALL)
                .taking(side -> side.session().accept());
    }

    private static UsageContext usage(Party party) {
        return new UsageContext(
                party.core(), party, point -> party.contact(point), party.reactions());
    }

    private void note(TransferEvent event) {
        told.add(
                switch (event) {
                    case TransferEvent.Accepted a ->
                            a.response().status() + (a.told() ? "" : " untold");
                    case TransferEvent.Progress(int status, var _) -> "progress " + status;
                    case TransferEvent.Done(int status, var _) -> "done " + status;
                    case TransferEvent.Refused(var failure) -> "refused " + failure.status();
                    case TransferEvent.Lost _ -> "lost";
                });
    }

    private void refer(Side call, ReferPlan plan) {
        call.order(session -> Transferor.send(usage(alice), session, plan, this::note));
    }

    /// Bob does what a REFER says.
    private boolean follow(ServerTransaction transaction) {
        if (!transaction.request().method().equals(Method.REFER)) {
            return false;
        }
        Referral referral = Referral.of(usage(bob), transaction);
        if (referral != null) {
            FollowedReferral followed = referral.accept();
            NameAddress from = NameAddress.of(bob.uri());
            Side side = bob.call(referral.call(from).request().with(bob.media()));
            side.then(followed::happened);
        }
        return true;
    }

    private Side talk(Party from, Party to) {
        Side call = from.call(to.uri());
        simulation.runFor(SECOND.multipliedBy(5));
        return call;
    }

    /// Carol lets a new call take the place of an old one.
    private void replaceAt(Party party) {
        Replacements replacements = new Replacements(party.core());
        party.taking(
                side -> {
                    switch (replacements.judge(Objects.requireNonNull(side.invite))) {
                        case Replacements.Judgement.Ordinary _ -> side.session().accept();
                        case Replacements.Judgement.Replacing(InviteSession old) -> {
                            side.session().accept();
                            old.replaced();
                        }
                        case Replacements.Judgement.Refused(int status, var _) ->
                                side.session().reject(status, _ -> {});
                    }
                });
    }

    private void end(Side... sides) {
        for (Side side : sides) {
            side.order(InviteSession::hangUp);
        }
        simulation.run(Duration.ofMinutes(30));
        assertThat(alice.left()).isNull();
        assertThat(bob.left()).isNull();
        assertThat(carol.left()).isNull();
    }

    private ReferPlan blind() {
        return ReferPlan.blind(carol.uri(), NameAddress.of(alice.uri()));
    }

    @Test
    void aBlindTransferMakesTheNewCallAndTellsHowItGoes() {
        carol.taking(
                side -> {
                    side.session().progress(Provisional.of(180));
                    side.after(SECOND, InviteSession::accept);
                });
        Side call = talk(alice, bob);
        bob.only().asked(this::follow);
        refer(call, blind());
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(told).contains("202", "progress 180").endsWith("done 200");
        assertThat(carol.only().session().state()).isEqualTo(SessionState.CONFIRMED);
        assertThat(Objects.requireNonNull(carol.only().invite).value(HeaderName.REFERRED_BY))
                .isEqualTo("<sip:alice@10.0.0.1:5060>");
        end(call, carol.only());
    }

    @Test
    void aFailureOfTheNewCallIsToldAndTheOldOneGoesOn() {
        carol.taking(side -> side.session().reject(486, _ -> {}));
        Side call = talk(alice, bob);
        bob.only().asked(this::follow);
        refer(call, blind());
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(told).contains("202").endsWith("done 486");
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        end(call);
    }

    @Test
    void aReferThatIsDeclinedIsRefused() {
        Side call = talk(alice, bob);
        bob.only()
                .asked(
                        transaction -> {
                            Objects.requireNonNull(Referral.of(usage(bob), transaction))
                                    .reject(603);
                            return true;
                        });
        refer(call, blind());
        simulation.runFor(SECOND.multipliedBy(40));
        assertThat(told).containsExactly("refused 603");
        assertThat(call.session().state()).isEqualTo(SessionState.CONFIRMED);
        end(call);
    }

    @Test
    void whoWantsToHearNothingIsToldNothing() {
        Side call = talk(alice, bob);
        bob.only().asked(this::follow);
        refer(call, blind().untold());
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(told).containsExactly("200 untold");
        assertThat(simulation.trace().lines()).noneMatch(line -> line.contains(": NOTIFY "));
        end(call, carol.only());
    }

    @Test
    void whoDoesNotWantToHearAnyMoreEndsTheSubscriptionAndNotTheCall() {
        carol.taking(side -> side.after(SECOND.multipliedBy(10), InviteSession::accept));
        Side call = talk(alice, bob);
        bob.only().asked(this::follow);
        List<Transferor> sent = new ArrayList<>();
        call.order(s -> sent.add(Transferor.send(usage(alice), s, blind(), this::note)));
        simulation.runFor(SECOND.multipliedBy(2));
        alice.node.execute(() -> sent.getFirst().forget());
        simulation.runFor(SECOND.multipliedBy(20));
        assertThat(told).contains("202").noneMatch(event -> event.startsWith("done"));
        assertThat(carol.only().session().state()).isEqualTo(SessionState.CONFIRMED);
        end(call, carol.only());
    }

    @Test
    void twoRefersOfOneDialogAreToldApart() {
        Side call = talk(alice, bob);
        bob.only().asked(this::follow);
        carol.taking(side -> side.after(SECOND.multipliedBy(3), s -> s.reject(486, _ -> {})));
        refer(call, blind());
        simulation.runFor(SECOND);
        refer(call, blind());
        simulation.runFor(SECOND.multipliedBy(10));
        assertThat(told.stream().filter("done 486"::equals)).hasSize(2);
        end(call);
    }

    @Test
    void aReferWithoutReferToIsABadRequest() {
        Side call = talk(alice, bob);
        bob.only().asked(this::follow);
        call.order(
                session ->
                        session.send(
                                Method.REFER,
                                refer ->
                                        refer.set(HeaderName.REFER_TO, "<sip:carol@10.0.0.3>")
                                                .remove(HeaderName.REFER_TO),
                                new Heard(() -> told.add("accepted"))));
        simulation.runFor(SECOND);
        assertThat(told).isEmpty();
        assertThat(Extended.count(simulation, "bob", "400 REFER")).isEqualTo(1);
        end(call);
    }

    @Test
    void anAttendedTransferPutsBobInTheTransferorsPlace() {
        replaceAt(carol);
        Side call = talk(alice, bob);
        Side consultation = talk(alice, carol);
        bob.only().asked(this::follow);
        Dialog dialog = Objects.requireNonNull(consultation.session().dialog());
        refer(call, ReferPlan.attended(dialog, NameAddress.of(alice.uri())));
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(told).contains("202").endsWith("done 200");
        assertThat(carol.sides).hasSize(2);
        assertThat(carol.sides.getFirst().ended()).isInstanceOf(EndReason.Replaced.class);
        assertThat(consultation.ended()).isInstanceOf(EndReason.ByPeer.class);
        assertThat(carol.sides.getLast().session().state()).isEqualTo(SessionState.CONFIRMED);
        end(call, carol.sides.getLast());
    }

    @Test
    void aCallThatStillRingsAtTheOtherEndIsReplacedByItsCallerOnly() {
        replaceAt(carol);
        replaceAt(alice);
        bob.taking(side -> side.session().progress(Provisional.of(180)));
        Side ringing = talk(alice, bob);
        Dialog dialog = Objects.requireNonNull(bob.only().session().dialog());
        ReferPlan plan = ReferPlan.attended(dialog, null);
        Side pickup =
                carol.call(
                        new ReferredCall(
                                        Objects.requireNonNull(
                                                ReferTo.FIELD.parse("<" + plan.target() + ">")),
                                        ReferredBy.FIELD.parse("<" + bob.uri() + ">"),
                                        NameAddress.of(carol.uri()))
                                .request()
                                .with(carol.media()));
        simulation.runFor(SECOND.multipliedBy(5));
        assertThat(ringing.ended()).isInstanceOf(EndReason.Replaced.class);
        assertThat(bob.only().ended()).isInstanceOf(EndReason.CancelledByPeer.class);
        assertThat(pickup.session().state()).isEqualTo(SessionState.CONFIRMED);
        end(pickup);
    }

    @Test
    void aRequestOfAnotherMethodInTheDialogIsNotTakenForARefer() {
        Side call = talk(alice, bob);
        bob.only()
                .asked(
                        transaction -> {
                            told.add(transaction.request().method().name());
                            transaction.respond(
                                    SipResponse.replyTo(transaction.request(), 501).build(),
                                    new Cause.Decided("test"));
                            return true;
                        });
        call.order(session -> session.send(Method.SUBSCRIBE, _ -> {}, new Heard(() -> {})));
        simulation.runFor(SECOND);
        assertThat(told).containsExactly("SUBSCRIBE");
        end(call);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void attendedTransfersSurviveLoss(long seed) {
        simulation = Watched.simulation(seed);
        alice = party("alice", "10.0.0.1");
        bob = party("bob", "10.0.0.2");
        carol = party("carol", "10.0.0.3");
        simulation.network().faults(Faults.drawn(simulation.random(), 0.2).withLoss(0.1));
        replaceAt(carol);
        Side call = alice.call(bob.uri());
        Side consultation = alice.call(carol.uri());
        simulation.runFor(Duration.ofSeconds(40));
        if (call.session().state() == SessionState.CONFIRMED
                && consultation.session().state() == SessionState.CONFIRMED) {
            bob.sides.getFirst().asked(this::follow);
            Dialog dialog = Objects.requireNonNull(consultation.session().dialog());
            refer(call, ReferPlan.attended(dialog, NameAddress.of(alice.uri())));
            simulation.runFor(Duration.ofMinutes(1));
            assertThat(told).as("seed %s: %s", seed, simulation.trace().ladder()).isNotEmpty();
            assertThat(told.getLast()).as("seed %s: %s", seed, told).isEqualTo("done 200");
            assertThat(consultation.ended()).as("seed %s", seed).isNotNull();
        }
        carol.sides.forEach(side -> side.order(InviteSession::hangUp));
        end(call, consultation);
    }
}
