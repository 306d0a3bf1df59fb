package dev.ringback.session;

import dev.ringback.session.SessionMachine.Action;
import dev.ringback.session.SessionMachine.Event;
import dev.ringback.session.SessionMachine.Phase;
import dev.ringback.transaction.MachineTable;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The session's machine: a row per arrow, and every other pair of state and event changes nothing.
class SessionMachineTest {
    private final MachineTable<Phase, Event> table =
            new MachineTable<>(
                    Phase.class,
                    Event.class,
                    SessionMachine::step,
                    SessionMachine.Step::next,
                    SessionMachine.Step::actions);

    @TestFactory
    List<DynamicTest> followsTheFiguresOfRfc5407() {
        caller();
        callee();
        both();
        return table.tests();
    }

    private void caller() {
        Action[] cancel = {Action.CANCEL, Action.CLOSE_MEDIA};
        table.arrow(Phase.CALLING, Event.RANG, Phase.RINGING);
        for (Phase early : List.of(Phase.CALLING, Phase.RINGING)) {
            table.arrow(early, Event.TAKEN, Phase.CONFIRMED);
            table.arrow(early, Event.REFUSED, Phase.ENDED, Action.END);
            table.arrow(early, Event.HANG_UP, Phase.CANCELLING, cancel);
            table.arrow(early, Event.BROKEN, Phase.CANCELLING, cancel);
            table.arrow(early, Event.PEER_BYE, Phase.CANCELLING, cancel);
        }
        table.arrow(
                Phase.CANCELLING, Event.TAKEN, Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
        table.arrow(Phase.CANCELLING, Event.REFUSED, Phase.ENDED, Action.END);
    }

    private void callee() {
        table.arrow(Phase.INVITED, Event.TAKEN, Phase.ACCEPTED);
        table.arrow(Phase.INVITED, Event.REFUSED, Phase.ENDED, Action.END);
        for (Event event : List.of(Event.WITHDRAWN, Event.PEER_BYE, Event.HANG_UP, Event.BROKEN)) {
            table.arrow(Phase.INVITED, event, Phase.ENDED, Action.TERMINATE, Action.END);
        }
        table.arrow(Phase.ACCEPTED, Event.ACKNOWLEDGED, Phase.CONFIRMED);
        table.arrow(Phase.ACCEPTED, Event.HANG_UP, Phase.LEAVING, Action.CLOSE_MEDIA);
        table.arrow(Phase.ACCEPTED, Event.BROKEN, Phase.LEAVING, Action.CLOSE_MEDIA);
        table.arrow(Phase.ACCEPTED, Event.PEER_BYE, Phase.ENDED, Action.END);
        table.arrow(Phase.LEAVING, Event.PEER_BYE, Phase.ENDED, Action.END);
        for (Event event : List.of(Event.ACKNOWLEDGED, Event.UNACKNOWLEDGED)) {
            table.arrow(Phase.LEAVING, event, Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
        }
        table.arrow(
                Phase.ACCEPTED,
                Event.UNACKNOWLEDGED,
                Phase.PARTING,
                Action.CLOSE_MEDIA,
                Action.SEND_BYE);
    }

    private void both() {
        for (Event event : List.of(Event.HANG_UP, Event.BROKEN, Event.UNACKNOWLEDGED)) {
            table.arrow(Phase.CONFIRMED, event, Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
        }
        table.arrow(Phase.CONFIRMED, Event.PEER_BYE, Phase.ENDED, Action.END);
        table.arrow(Phase.PARTING, Event.BYE_DONE, Phase.ENDED, Action.END);
    }
}
