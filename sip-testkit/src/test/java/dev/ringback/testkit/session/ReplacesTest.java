package dev.ringback.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.dialog.Dialog;
import dev.ringback.dialog.DialogId;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Method;
import dev.ringback.header.NameAddress;
import dev.ringback.header.Parameters;
import dev.ringback.header.event.Event;
import dev.ringback.message.SipRequest;
import dev.ringback.session.InviteSession;
import dev.ringback.session.Provisional;
import dev.ringback.subscription.EventPackage;
import dev.ringback.subscription.NotifierListener;
import dev.ringback.subscription.NotifierUsage;
import dev.ringback.subscription.UsageContext;
import dev.ringback.testkit.Simulation;
import dev.ringback.testkit.Watched;
import dev.ringback.transfer.ReferPlan;
import dev.ringback.transfer.Replacements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What an INVITE with Replaces comes to at its target, Carol, who has a call with Alice: RFC 3891
/// §3, case by case.
class ReplacesTest {
    private final Simulation simulation = Watched.simulation(1);
    private final Party alice = party("alice", "10.0.0.1");
    private final Party carol = party("carol", "10.0.0.3");
    private final Replacements replacements = new Replacements(carol.core());
    private final List<Replacements.Judgement> judgements = new ArrayList<>();

    private Party party(String name, String address) {
        return Party.at(simulation, name, address)
                .able(Extended.ALL)
                .taking(side -> side.session().accept());
    }

    private Side talk(Party from, Party to) {
        Side call = from.call(to.uri());
        simulation.runFor(Duration.ofSeconds(5));
        return call;
    }

    private static DialogId id(Side side) {
        return Objects.requireNonNull(side.session().dialog()).id();
    }

    private static String replaces(DialogId id) {
        return id.callId() + ";to-tag=" + id.localTag() + ";from-tag=" + id.remoteTag();
    }

    private static SipRequest.Builder invite() {
        return SipRequest.builder(
                        Method.INVITE,
                        Objects.requireNonNull(NameAddress.parse("<sip:carol@10.0.0.3>")).uri())
                .set(HeaderName.VIA, "SIP/2.0/UDP 10.0.0.2;branch=z9hG4bKx")
                .set(HeaderName.MAX_FORWARDS, "70")
                .set(HeaderName.FROM, "<sip:bob@10.0.0.2>;tag=b")
                .set(HeaderName.TO, "<sip:carol@10.0.0.3>")
                .set(HeaderName.CALL_ID, "new")
                .set(HeaderName.CSEQ, "1 INVITE")
                .set(HeaderName.CONTACT, "<sip:bob@10.0.0.2>");
    }

    /// One whom Alice has referred.
    private static SipRequest.Builder referred(String replaces) {
        return invite().set(HeaderName.REPLACES, replaces)
                .set(HeaderName.REFERRED_BY, "<sip:alice@10.0.0.1:5060>");
    }

    private Replacements.Judgement judged(SipRequest.Builder invite) {
        SipRequest request = invite.build();
        carol.node.execute(() -> judgements.add(replacements.judge(request)));
        return judgements.getLast();
    }

    private int refused(SipRequest.Builder invite) {
        return judged(invite) instanceof Replacements.Judgement.Refused refused
                ? refused.status()
                : 0;
    }

    @Test
    void anInviteWithoutReplacesIsOrdinary() {
        assertThat(judged(invite())).isEqualTo(new Replacements.Judgement.Ordinary());
    }

    @Test
    void aConfirmedSessionIsReplacedByWhomItsPeerReferred() {
        talk(alice, carol);
        Side side = carol.only();
        assertThat(judged(referred(replaces(id(side)))))
                .isEqualTo(new Replacements.Judgement.Replacing(side.session()));
    }

    @Test
    void aStrangerIsForbidden() {
        talk(alice, carol);
        String replaces = replaces(id(carol.only()));
        assertThat(refused(invite().set(HeaderName.REPLACES, replaces))).isEqualTo(403);
        assertThat(refused(referred(replaces).set(HeaderName.REFERRED_BY, "<sip:eve@10.0.0.6>")))
                .isEqualTo(403);
    }

    @Test
    void aDialogThatNobodyKnowsIsAnswered481() {
        talk(alice, carol);
        DialogId id = id(carol.only());
        assertThat(refused(referred("other;to-tag=x;from-tag=y"))).isEqualTo(481);
        assertThat(refused(referred(replaces(id.mirrored())))).isEqualTo(481);
    }

    @Test
    void aSessionThatHasJustEndedIsDeclined() {
        Side call = talk(alice, carol);
        DialogId id = id(carol.only());
        call.order(InviteSession::hangUp);
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(refused(referred(replaces(id)))).isEqualTo(481);
        replacements.ended(id);
        assertThat(refused(referred(replaces(id)))).isEqualTo(603);
    }

    @Test
    void earlyOnlyFindsAConfirmedSessionBusy() {
        talk(alice, carol);
        String replaces = replaces(id(carol.only())) + ";early-only";
        assertThat(refused(referred(replaces))).isEqualTo(486);
    }

    @Test
    void anEarlyCallIsReplacedWhereItsCallerIsAskedAndNotWhereItsCalleeIs() {
        alice.taking(side -> side.session().progress(Provisional.of(180)));
        carol.taking(side -> side.session().progress(Provisional.of(180)));
        Side outgoing = talk(carol, alice);
        assertThat(judged(referred(replaces(id(outgoing)) + ";early-only")))
                .isEqualTo(new Replacements.Judgement.Replacing(outgoing.session()));
        talk(alice, carol);
        assertThat(refused(referred(replaces(id(carol.sides.getLast()))))).isEqualTo(481);
    }

    @Test
    void aDialogWithoutASessionIsAnswered481() {
        Side call = talk(alice, carol);
        Dialog dialog = Objects.requireNonNull(carol.only().session().dialog());
        UsageContext context =
                new UsageContext(carol.core(), carol, carol::contact, carol.reactions());
        carol.node.execute(
                () ->
                        NotifierUsage.begin(
                                context,
                                dialog,
                                new Event("refer", Parameters.NONE),
                                EventPackage.REFER,
                                Duration.ofMinutes(3),
                                NotifierListener.NOBODY));
        call.order(InviteSession::hangUp);
        simulation.runFor(Duration.ofSeconds(5));
        assertThat(carol.core().dialog(dialog.id())).isNotNull();
        assertThat(refused(referred(replaces(dialog.id())))).isEqualTo(481);
    }

    @Test
    void contradictionsAreBadRequests() {
        talk(alice, carol);
        String replaces = replaces(id(carol.only()));
        SipRequest.Builder joining =
                referred(replaces).set(HeaderName.of("Join"), "x;to-tag=1;from-tag=2");
        assertThat(refused(joining)).isEqualTo(400);
    }

    @Test
    void theTargetOfAnAttendedTransferCarriesTheDialogAsTheOtherEndKnowsIt() {
        Side call = talk(alice, carol);
        Dialog dialog = Objects.requireNonNull(call.session().dialog());
        String target = ReferPlan.attended(dialog, null).target().toString();
        DialogId there = id(carol.only());
        assertThat(target)
                .startsWith("sip:carol@10.0.0.3:5060?Replaces=" + there.callId() + "%3Bto-tag%3D")
                .contains(there.localTag())
                .endsWith("&Require=replaces");
    }
}
