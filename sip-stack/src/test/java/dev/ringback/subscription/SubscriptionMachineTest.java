package dev.ringback.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The figure of RFC 6665 §4.1.2, as far as it is about one subscription.
class SubscriptionMachineTest {
    /// A row for each arrow: from, event, to, actions. Every other pair stays and does nothing.
    private static final String ARROWS =
            """
            NOTIFY_WAIT NOTIFIED_PENDING PENDING STOP_N RESTART_CLOCK TELL_STATE
            NOTIFY_WAIT NOTIFIED_ACTIVE ACTIVE STOP_N RESTART_CLOCK TELL_STATE
            NOTIFY_WAIT NOTIFIED_TERMINATED TERMINATED STOP_N STOP_CLOCK TELL_STATE END
            NOTIFY_WAIT REFUSED TERMINATED STOP_N STOP_CLOCK END
            NOTIFY_WAIT FAILED TERMINATED STOP_N STOP_CLOCK END
            NOTIFY_WAIT TIMER_N_FIRED TERMINATED STOP_N STOP_CLOCK END
            NOTIFY_WAIT UNSUBSCRIBE TERMINATED STOP_N STOP_CLOCK END
            PENDING NOTIFIED_PENDING PENDING STOP_N RESTART_CLOCK TELL_STATE
            PENDING NOTIFIED_ACTIVE ACTIVE STOP_N RESTART_CLOCK TELL_STATE
            PENDING NOTIFIED_TERMINATED TERMINATED STOP_N STOP_CLOCK TELL_STATE END
            PENDING ACCEPTED PENDING RESTART_CLOCK
            PENDING ACCEPTED_SILENTLY PENDING STOP_N RESTART_CLOCK
            PENDING FAILED PENDING STOP_N RESTART_CLOCK
            PENDING REFUSED TERMINATED STOP_N STOP_CLOCK END
            PENDING TIMER_N_FIRED TERMINATED STOP_N STOP_CLOCK END
            PENDING EXPIRED TERMINATED STOP_N STOP_CLOCK END
            PENDING CLOCK_FIRED PENDING SEND_REFRESH START_N
            PENDING UNSUBSCRIBE LEAVING STOP_CLOCK SEND_UNSUBSCRIBE START_N
            ACTIVE NOTIFIED_PENDING PENDING STOP_N RESTART_CLOCK TELL_STATE
            ACTIVE NOTIFIED_ACTIVE ACTIVE STOP_N RESTART_CLOCK TELL_STATE
            ACTIVE NOTIFIED_TERMINATED TERMINATED STOP_N STOP_CLOCK TELL_STATE END
            ACTIVE ACCEPTED ACTIVE RESTART_CLOCK
            ACTIVE ACCEPTED_SILENTLY ACTIVE STOP_N RESTART_CLOCK
            ACTIVE FAILED ACTIVE STOP_N RESTART_CLOCK
            ACTIVE REFUSED TERMINATED STOP_N STOP_CLOCK END
            ACTIVE TIMER_N_FIRED TERMINATED STOP_N STOP_CLOCK END
            ACTIVE EXPIRED TERMINATED STOP_N STOP_CLOCK END
            ACTIVE CLOCK_FIRED ACTIVE SEND_REFRESH START_N
            ACTIVE UNSUBSCRIBE LEAVING STOP_CLOCK SEND_UNSUBSCRIBE START_N
            LEAVING NOTIFIED_PENDING LEAVING TELL_STATE
            LEAVING NOTIFIED_ACTIVE LEAVING TELL_STATE
            LEAVING NOTIFIED_TERMINATED TERMINATED STOP_N STOP_CLOCK TELL_STATE END
            LEAVING ACCEPTED_SILENTLY TERMINATED STOP_N STOP_CLOCK END
            LEAVING REFUSED TERMINATED STOP_N STOP_CLOCK END
            LEAVING FAILED TERMINATED STOP_N STOP_CLOCK END
            LEAVING TIMER_N_FIRED TERMINATED STOP_N STOP_CLOCK END
            LEAVING EXPIRED TERMINATED STOP_N STOP_CLOCK END
            """;

    @Test
    void everyPairOfStateAndEventIsARow() {
        Map<String, String> expected = new TreeMap<>();
        for (var state : SubscriptionMachine.State.values()) {
            for (var event : SubscriptionMachine.Event.values()) {
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
        for (var state : SubscriptionMachine.State.values()) {
            for (var event : SubscriptionMachine.Event.values()) {
                var step = SubscriptionMachine.step(state, event);
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
