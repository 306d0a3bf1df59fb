package dev.ringback.subscription;

import dev.ringback.transaction.MachineTable;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The figure of RFC 6665 §4.2.2.
class NotifierMachineTest {
    /// A row for each arrow: from, event, to, actions. Every other pair stays and does nothing.
    private static final String ARROWS =
            """
            RESP_WAIT GRANTED ACTIVE START_EXPIRY NOTIFY
            RESP_WAIT POLICY_NEEDED PENDING START_EXPIRY NOTIFY
            RESP_WAIT ENDED TERMINATED STOP_EXPIRY NOTIFY_LAST
            RESP_WAIT NOTIFY_FAILED TERMINATED STOP_EXPIRY FORGET
            PENDING GRANTED ACTIVE NOTIFY
            PENDING REFRESHED PENDING START_EXPIRY NOTIFY
            PENDING ENDED TERMINATED STOP_EXPIRY NOTIFY_LAST
            PENDING NOTIFY_FAILED TERMINATED STOP_EXPIRY FORGET
            ACTIVE POLICY_NEEDED PENDING NOTIFY
            ACTIVE CHANGED ACTIVE NOTIFY
            ACTIVE REFRESHED ACTIVE START_EXPIRY NOTIFY
            ACTIVE ENDED TERMINATED STOP_EXPIRY NOTIFY_LAST
            ACTIVE NOTIFY_FAILED TERMINATED STOP_EXPIRY FORGET
            """;

    @TestFactory
    List<DynamicTest> everyPairOfStateAndEventIsARow() {
        return new MachineTable<>(
                        NotifierMachine.State.class,
                        NotifierMachine.Event.class,
                        NotifierMachine::step,
                        NotifierMachine.Step::next,
                        NotifierMachine.Step::actions)
                .arrows(ARROWS)
                .tests();
    }
}
