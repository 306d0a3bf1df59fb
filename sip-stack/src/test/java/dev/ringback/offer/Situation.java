package dev.ringback.offer;

import static dev.ringback.offer.Carrier.INVITE;
import static dev.ringback.offer.Carrier.PRACK;
import static dev.ringback.offer.Carrier.RELIABLE_PROVISIONAL;
import static dev.ringback.offer.Carrier.SUCCESS;
import static dev.ringback.offer.Carrier.UPDATE;
import static dev.ringback.offer.MediaControl.Wish.TALK;

import dev.ringback.sdp.SdpResult;
import java.util.function.Consumer;

/// Every state that the machine can be in, and a way into it.
@SuppressWarnings("ImmutableEnumChecker") // the ways have no state
enum Situation {
    FRESH(_ -> {}),
    AGREED(
            machine -> {
                machine.send(INVITE, TALK);
                machine.received(SUCCESS, theirs());
            }),
    OFFERED_INVITE(
            machine -> {
                AGREED.reach(machine);
                machine.send(INVITE, TALK);
            }),
    OFFERED_1XX(
            machine -> {
                machine.received(INVITE, null);
                machine.send(RELIABLE_PROVISIONAL, TALK);
            }),
    OFFERED_2XX(
            machine -> {
                machine.received(INVITE, null);
                machine.send(SUCCESS, TALK);
            }),
    OFFERED_PRACK(
            machine -> {
                machine.send(INVITE, TALK);
                machine.received(RELIABLE_PROVISIONAL, theirs());
                machine.send(PRACK, TALK);
            }),
    OFFERED_UPDATE(
            machine -> {
                AGREED.reach(machine);
                machine.send(UPDATE, TALK);
            }),
    ANSWERING_INVITE(machine -> machine.received(INVITE, theirs())),
    ANSWERING_1XX(
            machine -> {
                machine.send(INVITE, null);
                machine.received(RELIABLE_PROVISIONAL, theirs());
            }),
    ANSWERING_2XX(
            machine -> {
                machine.send(INVITE, null);
                machine.received(SUCCESS, theirs());
            }),
    ANSWERING_PRACK(
            machine -> {
                machine.received(INVITE, theirs());
                machine.send(RELIABLE_PROVISIONAL, TALK);
                machine.received(PRACK, theirs());
            }),
    ANSWERING_UPDATE(
            machine -> {
                AGREED.reach(machine);
                machine.received(UPDATE, theirs());
            }),
    OFFER_DUE(machine -> machine.received(INVITE, null)),
    OFFER_AWAITED(machine -> machine.send(INVITE, null)),
    UNACKNOWLEDGED(
            machine -> {
                machine.received(INVITE, theirs());
                machine.send(RELIABLE_PROVISIONAL, TALK);
            });

    private final Consumer<OfferAnswer> way;

    Situation(Consumer<OfferAnswer> way) {
        this.way = way;
    }

    private static SdpResult theirs() {
        return ScriptedMedia.read(ScriptedMedia.THEIRS);
    }

    void reach(OfferAnswer machine) {
        way.accept(machine);
    }
}
