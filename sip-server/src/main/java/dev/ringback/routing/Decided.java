package dev.ringback.routing;

import dev.ringback.cause.Cause;

/// What was decided, and by what.
///
/// @param route what becomes of the request
/// @param cause the rule, the entry of the dial plan or the class that said so
public record Decided(Route route, Cause.RuleMatched cause) {}
