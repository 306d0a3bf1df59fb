package dev.ringback.offer;

import static dev.ringback.offer.Carrier.ACK;
import static dev.ringback.offer.Carrier.INVITE;
import static dev.ringback.offer.Carrier.PRACK;
import static dev.ringback.offer.Carrier.PRACK_SUCCESS;
import static dev.ringback.offer.Carrier.PROVISIONAL;
import static dev.ringback.offer.Carrier.RELIABLE_PROVISIONAL;
import static dev.ringback.offer.Carrier.SUCCESS;
import static dev.ringback.offer.Carrier.UPDATE;
import static dev.ringback.offer.Carrier.UPDATE_SUCCESS;
import static dev.ringback.offer.MediaControl.Wish.HOLD;
import static dev.ringback.offer.MediaControl.Wish.SAME;
import static dev.ringback.offer.MediaControl.Wish.TALK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.message.SipResponse;
import dev.ringback.reliable.TimedStack;
import dev.ringback.sdp.SdpResult;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The six ways to exchange offer and answer, and what disturbs them: RFC 6337 §2 to §4.
class OfferAnswerTest {
    private final ScriptedMedia media = new ScriptedMedia();
    private final OfferAnswer machine = new OfferAnswer(media);

    private static SdpResult theirs() {
        return ScriptedMedia.read(ScriptedMedia.THEIRS);
    }

    @Test
    void theMediaSideHearsOfAnAgreementOnce() {
        machine.send(INVITE, TALK);
        machine.received(RELIABLE_PROVISIONAL, theirs());
        machine.received(SUCCESS, theirs());
        assertThat(media.agreements)
                .containsExactly(
                        new MediaControl.Agreed(ScriptedMedia.OURS, ScriptedMedia.THEIRS, true));
        assertThat(machine.phase()).isEqualTo(OfferAnswer.Phase.STABLE);
    }

    @Test
    void anUnreliableResponseShowsTheAnswerAndA2xxWithoutOneKeepsIt() {
        machine.send(INVITE, TALK);
        machine.received(PROVISIONAL, theirs());
        assertThat(media.agreements).hasSize(1);
        assertThat(machine.mayOffer(UPDATE)).isFalse();
        assertThat(machine.received(SUCCESS, null)).isInstanceOf(Received.Answer.class);
        assertThat(machine.mayOffer(UPDATE)).isTrue();
        assertThat(media.agreements).hasSize(1);
    }

    @Test
    void garbageInAnUnreliableResponseIsNoAnswerAndDoesNoHarm() {
        machine.send(INVITE, TALK);
        assertThat(machine.received(PROVISIONAL, ScriptedMedia.garbage()))
                .isEqualTo(new Received.Nothing());
        assertThat(machine.received(SUCCESS, theirs())).isInstanceOf(Received.Answer.class);
    }

    @Test
    void garbageAsAnAnswerBreaksTheSession() {
        machine.send(INVITE, TALK);
        assertThat(machine.received(SUCCESS, ScriptedMedia.garbage()))
                .isInstanceOf(Received.Broken.class);
        assertThat(media.agreements).isEmpty();
    }

    @Test
    void anAnswerWithTooFewStreamsBreaksTheSession() {
        machine.send(INVITE, TALK);
        assertThat(machine.received(SUCCESS, ScriptedMedia.read(ScriptedMedia.description(2))))
                .isEqualTo(new Received.Broken("an answer with 0 streams to an offer with 1"));
    }

    @Test
    void anAnswerWithStreamsInAnotherOrderBreaksTheSession() {
        machine.send(INVITE, TALK);
        assertThat(
                        machine.received(
                                SUCCESS, ScriptedMedia.read(ScriptedMedia.description(2, "video"))))
                .isEqualTo(new Received.Broken("an answer with video to an offer of audio"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Carrier.class,
            names = {"INVITE", "UPDATE", "PRACK"})
    void garbageAsAnOfferIsRefusedAsABadRequest(Carrier carrier) {
        Received taken = machine.received(carrier, ScriptedMedia.garbage());
        assertThat(taken)
                .isEqualTo(
                        new Received.Refused(400, "Bad Session Description, line 2", null, null));
        assertThat(machine.mayOffer(INVITE)).isTrue();
    }

    @Test
    void anOfferThatNobodyCanTakeIsRefusedWithWarningAndCapabilities() {
        media.unacceptable = true;
        Received.Refused refused = (Received.Refused) machine.received(INVITE, theirs());
        SipResponse response = written(refused);
        assertThat(response.status()).isEqualTo(488);
        assertThat(response.value(HeaderName.WARNING))
                .isEqualTo("305 ringback \"Incompatible media format\"");
        assertThat(response.body()).isEqualTo(ScriptedMedia.OURS.toBytes());
        assertThat(machine.mayOffer(INVITE)).isTrue();
    }

    @Test
    void aRefusalWith500SaysWhenToComeAgain() {
        machine.received(INVITE, theirs());
        Received.Refused refused = (Received.Refused) machine.received(UPDATE, theirs());
        int seconds =
                Integer.parseInt(
                        Objects.requireNonNull(written(refused).value(HeaderName.RETRY_AFTER)));
        assertThat(seconds).isBetween(0, 10);
    }

    private static SipResponse written(Received.Refused refused) {
        SipRequest request = TimedStack.request("INVITE");
        SipResponse.Builder response = SipResponse.replyTo(request, refused.status()).toTag("mine");
        refused.write(response, -7);
        return response.build();
    }

    @Test
    void anOfferInA2xxThatNobodyCanTakeIsAnsweredWithRefusedStreams() {
        media.unacceptable = true;
        machine.send(INVITE, null);
        assertThat(machine.received(SUCCESS, theirs())).isInstanceOf(Received.Broken.class);
        var answer = Objects.requireNonNull(machine.send(ACK, null));
        assertThat(answer.media()).hasSize(1);
        assertThat(answer.media().getFirst().port()).isZero();
        assertThat(answer.origin()).isEqualTo(ScriptedMedia.OURS.origin());
    }

    @Test
    void anOfferInAPrackThatNobodyCanTakeIsAnsweredAllTheSame() {
        machine.received(INVITE, theirs());
        machine.send(RELIABLE_PROVISIONAL, TALK);
        media.unacceptable = true;
        assertThat(machine.received(PRACK, theirs())).isInstanceOf(Received.Offered.class);
        var answer = Objects.requireNonNull(machine.send(PRACK_SUCCESS, null));
        assertThat(answer.media().getFirst().port()).isZero();
    }

    @Test
    void a2xxWaitsForThePrackOfAReliableAnswer() {
        machine.received(INVITE, theirs());
        machine.send(RELIABLE_PROVISIONAL, TALK);
        assertThat(machine.maySucceed()).isFalse();
        assertThat(machine.mayOffer(UPDATE)).isFalse();
        machine.received(PRACK, null);
        assertThat(machine.maySucceed()).isTrue();
        assertThat(machine.mayOffer(UPDATE)).isTrue();
    }

    @Test
    void a2xxDoesNotWaitForThePrackOfAResponseWithoutDescription() {
        machine.received(INVITE, theirs());
        machine.send(RELIABLE_PROVISIONAL, null);
        assertThat(machine.maySucceed()).isTrue();
        assertThat(machine.send(SUCCESS, null)).isEqualTo(ScriptedMedia.OURS);
    }

    @Test
    void anOfferThatThePeerRefusedWasNeverMade() {
        Situation.AGREED.reach(machine);
        machine.send(INVITE, HOLD);
        machine.failed(INVITE);
        assertThat(media.rejections).isEqualTo(1);
        assertThat(machine.mayOffer(INVITE)).isTrue();
        assertThat(machine.agreed())
                .isEqualTo(new MediaControl.Agreed(ScriptedMedia.OURS, ScriptedMedia.THEIRS, true));
    }

    @ParameterizedTest
    @EnumSource(Situation.class)
    void anInviteThatFailsLeavesNoExchangeOfItsOwnOpen(Situation situation) {
        situation.reach(machine);
        machine.failed(UPDATE);
        machine.failed(PRACK);
        machine.failed(INVITE);
        assertThat(machine.phase()).isEqualTo(OfferAnswer.Phase.STABLE);
        assertThat(machine.mayOffer(INVITE)).isTrue();
        assertThat(machine.maySucceed()).isTrue();
    }

    @Test
    void anUpdateThatFailsLeavesTheInviteAlone() {
        machine.send(INVITE, TALK);
        machine.failed(UPDATE);
        assertThat(machine.phase()).isEqualTo(OfferAnswer.Phase.OFFERED);
        assertThat(media.rejections).isZero();
    }

    @Test
    void aRequestForAnOfferGetsThePresentOne() {
        Situation.AGREED.reach(machine);
        machine.received(INVITE, null);
        machine.send(SUCCESS, null);
        assertThat(media.wishes).last().isEqualTo(SAME);
        machine.received(ACK, theirs());
        assertThat(machine.phase()).isEqualTo(OfferAnswer.Phase.STABLE);
    }

    @Test
    void eachForkAnswersTheOfferForItself() {
        machine.send(INVITE, TALK);
        OfferAnswer fork = machine.fork();
        SdpResult other = ScriptedMedia.read(ScriptedMedia.description(3, "audio"));
        machine.received(RELIABLE_PROVISIONAL, theirs());
        fork.received(RELIABLE_PROVISIONAL, other);
        assertThat(media.agreements).hasSize(2);
        machine.received(SUCCESS, null);
        machine.confirm();
        assertThat(media.agreements.getLast().remote()).isEqualTo(ScriptedMedia.THEIRS);
        machine.confirm();
        assertThat(media.agreements).hasSize(3);
    }

    @Test
    void theAnswerOfAnUpdateIsNotTakenForThatOfAnInvite() {
        Situation.AGREED.reach(machine);
        machine.send(UPDATE, HOLD);
        assertThat(machine.received(SUCCESS, theirs())).isEqualTo(new Received.Nothing());
        assertThat(machine.received(UPDATE_SUCCESS, theirs())).isInstanceOf(Received.Answer.class);
    }
}
