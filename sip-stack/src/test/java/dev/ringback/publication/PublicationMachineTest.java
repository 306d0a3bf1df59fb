package dev.ringback.publication;

import dev.ringback.transaction.MachineTable;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The machine of publications, RFC 3903 §4.
class PublicationMachineTest {
    /// A row for each arrow: from, event, to, actions. Every other pair stays and does nothing.
    private static final String ARROWS =
            """
            IDLE PUBLISH CREATING SEND_INITIAL
            CREATING PUBLISH CHANGING
            CREATING REMOVE LEAVING
            CREATING GRANTED PUBLISHED START_REFRESH TELL_PUBLISHED
            CREATING UNKNOWN_TAG IDLE DROP_TAG TELL_FAILED
            CREATING REFUSED IDLE DROP_TAG TELL_FAILED
            CREATING FAILED WAITING START_RETRY TELL_FAILED
            UPDATING PUBLISH CHANGING
            UPDATING REMOVE LEAVING
            UPDATING GRANTED PUBLISHED START_REFRESH TELL_PUBLISHED
            UPDATING UNKNOWN_TAG CREATING DROP_TAG SEND_INITIAL
            UPDATING REFUSED IDLE DROP_TAG TELL_FAILED
            UPDATING FAILED WAITING START_RETRY TELL_FAILED
            CHANGING REMOVE LEAVING
            CHANGING GRANTED UPDATING SEND_MODIFY
            CHANGING UNKNOWN_TAG CREATING DROP_TAG SEND_INITIAL
            CHANGING REFUSED CREATING DROP_TAG SEND_INITIAL
            CHANGING FAILED WAITING START_RETRY TELL_FAILED
            LEAVING PUBLISH CHANGING
            LEAVING GRANTED REMOVING SEND_REMOVAL
            LEAVING UNKNOWN_TAG IDLE DROP_TAG TELL_REMAINS
            LEAVING REFUSED IDLE DROP_TAG TELL_REMAINS
            LEAVING FAILED IDLE DROP_TAG TELL_REMAINS
            PUBLISHED PUBLISH UPDATING STOP_TIMER SEND_MODIFY
            PUBLISHED REMOVE REMOVING STOP_TIMER SEND_REMOVAL
            PUBLISHED TIMER_FIRED UPDATING SEND_REFRESH
            WAITING PUBLISH UPDATING STOP_TIMER SEND_MODIFY
            WAITING REMOVE REMOVING STOP_TIMER SEND_REMOVAL
            WAITING TIMER_FIRED UPDATING SEND_MODIFY
            REMOVING PUBLISH RETURNING
            REMOVING GRANTED IDLE DROP_TAG TELL_REMOVED
            REMOVING UNKNOWN_TAG IDLE DROP_TAG TELL_REMOVED
            REMOVING REFUSED IDLE DROP_TAG TELL_REMAINS
            REMOVING FAILED IDLE DROP_TAG TELL_REMAINS
            RETURNING REMOVE REMOVING
            RETURNING GRANTED CREATING DROP_TAG SEND_INITIAL
            RETURNING UNKNOWN_TAG CREATING DROP_TAG SEND_INITIAL
            RETURNING REFUSED CREATING DROP_TAG SEND_INITIAL
            RETURNING FAILED WAITING START_RETRY TELL_FAILED
            """;

    @TestFactory
    List<DynamicTest> everyPairOfStateAndEventIsARow() {
        return new MachineTable<>(
                        PublicationMachine.State.class,
                        PublicationMachine.Event.class,
                        PublicationMachine::step,
                        PublicationMachine.Step::next,
                        PublicationMachine.Step::actions)
                .arrows(ARROWS)
                .tests();
    }
}
