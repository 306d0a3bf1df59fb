package dev.ringback.callflow;

import dev.ringback.header.Method;
import java.time.Instant;
import java.util.List;

/// What an element of ours decided about a request of a call: a final response and its reason. No
/// message tells this.
///
/// @param at when
/// @param method the method of the request
/// @param sequence the number of its CSeq
/// @param status the status code of the final response; 0 where the request was left without one
/// @param reason what decided it
/// @param chain everything that led to it, the earliest first
/// @param forgotten how many links in the middle of the chain were left out
public record Remark(
        Instant at,
        Method method,
        long sequence,
        int status,
        Reason reason,
        List<Link> chain,
        int forgotten) {
    /// Copies the list.
    public Remark {
        chain = List.copyOf(chain);
    }

    /// One that nothing else led to.
    public Remark(Instant at, Method method, long sequence, int status, Reason reason) {
        this(at, method, sequence, status, reason, List.of(), 0);
    }

    /// One thing that counted.
    ///
    /// @param at when
    /// @param attempt which sending of the request it belongs to, from 1; 0 for none
    /// @param decisive whether it decided
    /// @param reason what it was
    public record Link(Instant at, int attempt, boolean decisive, Reason reason) {}
}
