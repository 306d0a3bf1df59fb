package dev.ringback.calls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which calls are wanted.
///
/// @param user what stands in the address of From or To, or in the Request-URI, without regard to
///     case, or a whole Call-ID; null for anything
/// @param status the final status of the first request, or its first digit for a class; 0 for any
///     or none
/// @param cause the kind of the [dev.ringback.callflow.Reason] of that status; null for any
/// @param begun when it began
/// @param page which of those that are left
public record CallQuery(
        @Nullable String user, int status, @Nullable String cause, Span begun, Page page) {
    /// The newest calls.
    public static CallQuery newest(int limit) {
        return new CallQuery(null, 0, null, Span.EVER, new Page(limit, null));
    }

    /// A time.
    ///
    /// @param since its beginning, included; null for none
    /// @param until its end, not included; null for none
    public record Span(@Nullable Instant since, @Nullable Instant until) {
        /// Any time.
        public static final Span EVER = new Span(null, null);

        /// Whether a moment is in it.
        public boolean has(Instant moment) {
            return (since == null || !moment.isBefore(since))
                    && (until == null || moment.isBefore(until));
        }
    }

    /// A part of what was found.
    ///
    /// @param limit so many at most
    /// @param before only what comes after this one in the order of [RecentCalls#search]; null for
    ///     the first ones
    public record Page(int limit, @Nullable Mark before) {}

    /// A call in the order of their beginnings, the newest first, and of two that began at once
    /// that whose Call-ID is greater.
    ///
    /// @param begun when it began
    /// @param callId its Call-ID
    public record Mark(Instant begun, String callId) {}
}
