package dev.ringback.app;

/// What a server has done since its start.
///
/// @param work what it was asked for
/// @param messages messages received
/// @param dropped messages thrown away unanswered
/// @param malformed messages that were none, answered or not
/// @param retransmitted messages sent once more
/// @param faults faults of our own
public record ServerCounts(
        Work work, long messages, long dropped, long malformed, long retransmitted, long faults) {

    /// What a server was asked for.
    ///
    /// @param calls INVITEs outside of dialogs that were let in
    /// @param registrations REGISTERs that were let in
    public record Work(long calls, long registrations) {}
}
