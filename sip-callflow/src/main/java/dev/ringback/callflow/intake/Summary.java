package dev.ringback.callflow.intake;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What was read so far.
///
/// @param packets packets, or entries of a log
/// @param messages messages that were delivered
/// @param unreadable what was delivered as [Unreadable]
/// @param skipped how often something was left out, without those that never were, in the order of
///     [Skip]
public record Summary(long packets, long messages, long unreadable, Map<Skip, Long> skipped) {
    /// Copies.
    public Summary {
        Map<Skip, Long> copy = new EnumMap<>(Skip.class);
        copy.putAll(skipped);
        skipped = Collections.unmodifiableMap(copy);
    }

    /// How often something was left out for this reason.
    public long skipped(Skip reason) {
        return skipped.getOrDefault(reason, 0L);
    }
}
