package dev.ringback.registration;

import dev.ringback.transaction.MachineTable;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The machine of registrations, RFC 3261 §10.2.
class RegistrationMachineTest {
    /// A row for each arrow: from, event, to, actions. Every other pair stays and does nothing.
    private static final String ARROWS =
            """
            IDLE REGISTER REGISTERING SEND_REGISTER
            IDLE UNREGISTER REMOVING SEND_REMOVAL
            REGISTERING REGISTER CHANGING
            REGISTERING UNREGISTER LEAVING
            REGISTERING GRANTED REGISTERED START_REFRESH TELL_REGISTERED
            REGISTERING REFUSED IDLE TELL_FAILED
            REGISTERING FAILED WAITING START_RETRY TELL_FAILED
            CHANGING UNREGISTER LEAVING
            CHANGING GRANTED REGISTERING SEND_REGISTER
            CHANGING REFUSED REGISTERING SEND_REGISTER
            CHANGING FAILED WAITING START_RETRY TELL_FAILED
            LEAVING REGISTER CHANGING
            LEAVING GRANTED REMOVING SEND_REMOVAL
            LEAVING REFUSED REMOVING SEND_REMOVAL
            LEAVING FAILED IDLE TELL_REMAINS
            REGISTERED REGISTER REGISTERING STOP_TIMER SEND_REGISTER
            REGISTERED UNREGISTER REMOVING STOP_TIMER SEND_REMOVAL
            REGISTERED TIMER_FIRED REGISTERING SEND_REGISTER
            WAITING REGISTER REGISTERING STOP_TIMER SEND_REGISTER
            WAITING UNREGISTER REMOVING STOP_TIMER SEND_REMOVAL
            WAITING TIMER_FIRED REGISTERING SEND_REGISTER
            REMOVING REGISTER RETURNING
            REMOVING GRANTED IDLE TELL_REMOVED
            REMOVING REFUSED IDLE TELL_REMAINS
            REMOVING FAILED IDLE TELL_REMAINS
            RETURNING UNREGISTER REMOVING
            RETURNING GRANTED REGISTERING SEND_REGISTER
            RETURNING REFUSED REGISTERING SEND_REGISTER
            RETURNING FAILED WAITING START_RETRY TELL_FAILED
            """;

    @TestFactory
    List<DynamicTest> everyPairOfStateAndEventIsARow() {
        return new MachineTable<>(
                        RegistrationMachine.State.class,
                        RegistrationMachine.Event.class,
                        RegistrationMachine::step,
                        RegistrationMachine.Step::next,
                        RegistrationMachine.Step::actions)
                .arrows(ARROWS)
                .tests();
    }
}
