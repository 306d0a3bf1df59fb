package dev.ringback.it.cut;

import dev.ringback.it.peer.Received;
import java.io.IOException;

/// How far a call has come when a connection is cut.
enum Phase {
    /// The callee has the INVITE, and has said nothing.
    INVITE_SENT,
    /// The callee has said 100.
    TRYING,
    /// The caller has the callee's 180.
    RINGING,
    /// The caller has the 200, and has not acknowledged it.
    ANSWERED,
    /// They talk.
    TALKING,
    /// The callee has a further INVITE of the caller, and has said nothing.
    REINVITED,
    /// The callee has the BYE, and has said nothing.
    BYE_SENT,
    /// It rang, and the callee has the CANCEL, and has said nothing.
    CANCELLED;

    /// Brings a call there.
    void reach(Call call) throws IOException {
        Party caller = call.caller();
        Party callee = call.callee();
        caller.invite(callee);
        Received invite = callee.expect("INVITE ");
        call.keep(invite);
        if (this == INVITE_SENT) {
            return;
        }
        callee.answer(invite, 100);
        callee.settle();
        if (this == TRYING) {
            return;
        }
        callee.answer(invite, 180);
        caller.expect("180 INVITE");
        switch (this) {
            case INVITE_SENT, TRYING, RINGING -> {}
            case CANCELLED -> {
                caller.cancel();
                call.keepAnother(callee.expect("CANCEL "));
            }
            case ANSWERED, TALKING, REINVITED, BYE_SENT -> {
                callee.answer(invite, 200);
                Received ok = caller.expect("200 INVITE");
                if (this == ANSWERED) {
                    caller.accepted(ok);
                    call.keepAnother(ok);
                } else {
                    caller.acknowledge(ok);
                    callee.expect("ACK ");
                    talked(call);
                }
            }
        }
    }

    private void talked(Call call) throws IOException {
        if (this == REINVITED) {
            call.caller().inDialog("INVITE");
            call.keepAnother(call.callee().expect("INVITE "));
        } else if (this == BYE_SENT) {
            call.caller().inDialog("BYE");
            call.keepAnother(call.callee().expect("BYE "));
        }
    }
}
