package dev.ringback.location;

import dev.ringback.cause.Absence;

/// How the last binding of somebody ended.
///
/// @param how what ended it
/// @param at when: monotonic nanoseconds
public record Departure(Absence how, long at) {}
