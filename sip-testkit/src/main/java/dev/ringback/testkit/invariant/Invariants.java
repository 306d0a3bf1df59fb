package dev.ringback.testkit.invariant;

import dev.ringback.testkit.Invariant;
import java.util.List;

/// The invariants of this package, ready to use.
public final class Invariants {
    private Invariants() {}

    /// A new set of all that holds in any SIP network, for one run.
    public static List<Invariant> all() {
        return List.of(
                new OneFinalResponse(),
                new FinalsAcknowledged(),
                new FinalsHaveCauses(),
                new SuccessAcknowledged(),
                new CancelRules(),
                new PromptTrying(),
                new RetransmissionSchedule(),
                new ResponsesHaveRequests(),
                new SequenceGrows(),
                new SilenceAfterEnd(),
                new TablesEmpty());
    }
}
