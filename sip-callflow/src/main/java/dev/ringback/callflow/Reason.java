package dev.ringback.callflow;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why something happened, as data that can be stored, sent and told in any language. It says the
/// same as a [dev.ringback.cause.Cause] of the core and needs no class of it.
///
/// @param kind a fixed word: `timer-fired`, `transport-failed`, `store-answered`, …
/// @param facts what it is about, by fixed names, in the order in which they are told
/// @param parts what it was made of, the decisive one first: the branches of a fork, the steps of a
///     location
public record Reason(String kind, Map<String, String> facts, List<Reason> parts) {
    /// Copies.
    public Reason {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        parts = List.copyOf(parts);
    }
}
