package dev.ringback.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.session.SessionMachine.Action;
import dev.ringback.session.SessionMachine.Event;
import dev.ringback.session.SessionMachine.Phase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The session's machine: a row per arrow, and every other pair of state and event changes nothing.
class SessionMachineTest {
    private final List<DynamicTest> tests = new ArrayList<>();
    private final Set<List<Enum<?>>> arrows = new HashSet<>();

    private void arrow(Phase from, Event event, Phase to, Action... actions) {
        arrows.add(List.of(from, event));
        tests.add(
                DynamicTest.dynamicTest(
                        from + " --" + event + "--> " + to,
                        () -> {
                            SessionMachine.Step step = SessionMachine.step(from, event);
                            assertThat(step.next()).isEqualTo(to);
                            assertThat(step.actions()).containsExactly(actions);
                        }));
    }

    @TestFactory
    List<DynamicTest> followsTheFiguresOfRfc5407() {
        caller();
        callee();
        both();
        for (Phase phase : Phase.values()) {
            for (Event event : Event.values()) {
                if (!arrows.contains(List.of(phase, event))) {
                    tests.add(
                            DynamicTest.dynamicTest(
                                    phase + " ignores " + event, () -> ignores(phase, event)));
                }
            }
        }
        return tests;
    }

    private void caller() {
        Action[] cancel = {Action.CANCEL, Action.CLOSE_MEDIA};
        arrow(Phase.CALLING, Event.RANG, Phase.RINGING);
        for (Phase early : List.of(Phase.CALLING, Phase.RINGING)) {
            arrow(early, Event.TAKEN, Phase.CONFIRMED);
            arrow(early, Event.REFUSED, Phase.ENDED, Action.END);
            arrow(early, Event.HANG_UP, Phase.CANCELLING, cancel);
            arrow(early, Event.BROKEN, Phase.CANCELLING, cancel);
            arrow(early, Event.PEER_BYE, Phase.CANCELLING, cancel);
        }
        arrow(Phase.CANCELLING, Event.TAKEN, Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
        arrow(Phase.CANCELLING, Event.REFUSED, Phase.ENDED, Action.END);
    }

    private void callee() {
        arrow(Phase.INVITED, Event.TAKEN, Phase.ACCEPTED);
        arrow(Phase.INVITED, Event.REFUSED, Phase.ENDED, Action.END);
        for (Event event : List.of(Event.WITHDRAWN, Event.PEER_BYE, Event.HANG_UP, Event.BROKEN)) {
            arrow(Phase.INVITED, event, Phase.ENDED, Action.TERMINATE, Action.END);
        }
        arrow(Phase.ACCEPTED, Event.ACKNOWLEDGED, Phase.CONFIRMED);
        arrow(Phase.ACCEPTED, Event.HANG_UP, Phase.LEAVING, Action.CLOSE_MEDIA);
        arrow(Phase.ACCEPTED, Event.BROKEN, Phase.LEAVING, Action.CLOSE_MEDIA);
        arrow(Phase.ACCEPTED, Event.PEER_BYE, Phase.ENDED, Action.END);
        arrow(Phase.LEAVING, Event.PEER_BYE, Phase.ENDED, Action.END);
        for (Event event : List.of(Event.ACKNOWLEDGED, Event.UNACKNOWLEDGED)) {
            arrow(Phase.LEAVING, event, Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
        }
        arrow(
                Phase.ACCEPTED,
                Event.UNACKNOWLEDGED,
                Phase.PARTING,
                Action.CLOSE_MEDIA,
                Action.SEND_BYE);
    }

    private void both() {
        for (Event event : List.of(Event.HANG_UP, Event.BROKEN, Event.UNACKNOWLEDGED)) {
            arrow(Phase.CONFIRMED, event, Phase.PARTING, Action.CLOSE_MEDIA, Action.SEND_BYE);
        }
        arrow(Phase.CONFIRMED, Event.PEER_BYE, Phase.ENDED, Action.END);
        arrow(Phase.PARTING, Event.BYE_DONE, Phase.ENDED, Action.END);
    }

    private static void ignores(Phase phase, Event event) {
        SessionMachine.Step step = SessionMachine.step(phase, event);
        assertThat(step.actions()).isEmpty();
        assertThat(step.next()).isEqualTo(phase);
    }
}
