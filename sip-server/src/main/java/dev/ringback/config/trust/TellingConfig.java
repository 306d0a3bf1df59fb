package dev.ringback.config.trust;

import dev.ringback.core.CauseTelling;

/// Who is told the causes of failures, and how.
///
/// @param audience who is told
/// @param style in which header field
public record TellingConfig(CauseTelling.Audience audience, CauseTelling.Style style) {
    /// Who asks from this machine, in a Warning.
    public static final TellingConfig STANDARD =
            new TellingConfig(CauseTelling.Audience.LOOPBACK, CauseTelling.Style.WARNING);

    /// What does it.
    ///
    /// @param agent who tells
    public CauseTelling from(String agent) {
        return new CauseTelling(audience, style, agent);
    }
}
