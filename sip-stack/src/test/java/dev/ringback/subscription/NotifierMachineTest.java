package dev.ringback.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyPairOfStateAndEventIsARow() {
        Map<String, String> expected = new TreeMap<>();
        for (var state : NotifierMachine.State.values()) {
            for (var event : NotifierMachine.Event.values()) {
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
        for (var state : NotifierMachine.State.values()) {
            for (var event : NotifierMachine.Event.values()) {
                var step = NotifierMachine.step(state, event);
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
