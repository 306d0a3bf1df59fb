package dev.ringback.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.callflow.CallFlow;
import dev.ringback.callflow.CallFlows;
import dev.ringback.callflow.expression.Expression;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// On a terminal and without one the same calls are shown.
final class ChoiceTest {
    private final CallFlows flows = new CallFlows(new CallFlows.Bounds(10, 100), Set.of());

    ChoiceTest() {
        Calls.answered("one").forEach(flows::add);
        Calls.failed("two", 486).forEach(flows::add);
    }

    private List<String> shown(Choice choice) {
        return flows.flows().stream()
                .filter(flow -> choice.takes(flows, flow, Instant.MAX))
                .map(CallFlow::callId)
                .toList();
    }

    @Test
    void aCallIdAndAFilterEachLeaveOthersOut() throws Exception {
        Expression failed = Expression.parse("status >= 400");

        assertThat(shown(new Choice(null, null))).containsExactly("one", "two");
        assertThat(shown(new Choice("one", null))).containsExactly("one");
        assertThat(shown(new Choice(null, failed))).containsExactly("two");
        assertThat(shown(new Choice("one", failed))).isEmpty();
    }
}
