package dev.ringback.media;

import java.time.Instant;

/// A point in time on both clocks.
///
/// @param nanos monotonic, in nanoseconds
/// @param wall the wall clock
public record Moment(long nanos, Instant wall) {}
