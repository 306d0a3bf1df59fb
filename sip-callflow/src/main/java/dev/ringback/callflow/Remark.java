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
/// @param story everything that led to it
public record Remark(
        Instant at, Method method, long sequence, int status, Reason reason, Story story) {
    /// One that nothing else led to.
    public Remark(Instant at, Method method, long sequence, int status, Reason reason) {
        this(at, method, sequence, status, reason, new Story(List.of(), 0));
    }

    /// Everything that led to it, the earliest first.
    public List<Link> chain() {
        return story.links;
    }

    /// What led to a decision.
    ///
    /// @param links the earliest first
    /// @param forgotten how many of them in the middle were left out
    public record Story(List<Link> links, int forgotten) {
        /// Copies the list.
        public Story {
            links = List.copyOf(links);
        }
    }

    /// One thing that counted.
    ///
    /// @param at when
    /// @param attempt which sending of the request it belongs to, from 1; 0 for none
    /// @param decisive whether it decided
    /// @param reason what it was
    public record Link(Instant at, int attempt, boolean decisive, Reason reason) {}
}
