package dev.ringback.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyPairOfStateAndEventIsARow() {
        Map<String, String> expected = new TreeMap<>();
        for (var state : PublicationMachine.State.values()) {
            for (var event : PublicationMachine.Event.values()) {
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
        for (var state : PublicationMachine.State.values()) {
            for (var event : PublicationMachine.Event.values()) {
                var step = PublicationMachine.step(state, event);
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
