package dev.ringback.bench.load.tally;

import java.util.Map;

/// What was counted in a run.
///
/// @param outcome of the operations
/// @param statuses the responses to INVITE, REGISTER or OPTIONS by their code, without repeats
/// @param again what came or went more than once, late or without reason
/// @param callee what the callee saw
public record Counts(Outcome outcome, Map<Integer, Long> statuses, Again again, Callee callee) {
    /// Of the operations.
    ///
    /// @param started how many began
    /// @param ok how many went as they should
    /// @param failed the others
    /// @param reasons why, and how often
    public record Outcome(int started, int ok, int failed, Map<String, Long> reasons) {}

    /// What came or went more than once, late or without reason.
    ///
    /// @param retransmissions what we sent again, as caller and callee
    /// @param repeats what we got again
    /// @param strays what we got and could not place
    /// @param late first answers that took more than 500 ms
    /// @param disordered provisional responses after the final one
    public record Again(
            long retransmissions, long repeats, long strays, long late, long disordered) {}

    /// What the callee saw.
    ///
    /// @param invites how many calls it answered
    /// @param acks how many of them were acknowledged
    /// @param byes how many of them were ended
    public record Callee(int invites, int acks, int byes) {}
}
