package dev.ringback.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyPairOfStateAndEventIsARow() {
        Map<String, String> expected = new TreeMap<>();
        for (var state : RegistrationMachine.State.values()) {
            for (var event : RegistrationMachine.Event.values()) {
                expected.put(state + " " + event, state + " ");
            }
        }
        ARROWS.lines()
                .map(line -> line.split(" +", 4))
                .forEach(
                        row -> {
                            String actions = row.length < 4 ? "" : row[3];
                            String before =
                                    expected.put(row[0] + " " + row[1], row[2] + " " + actions);
                            assertThat(before).as(row[0] + " " + row[1]).isNotNull();
                        });

        Map<String, String> actual = new TreeMap<>();
        for (var state : RegistrationMachine.State.values()) {
            for (var event : RegistrationMachine.Event.values()) {
                var step = RegistrationMachine.step(state, event);
                actual.put(
                        state + " " + event,
                        step.next()
                                + " "
                                + step.actions().stream()
                                        .map(Enum::name)
                                        .collect(Collectors.joining(" ")));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }
}
