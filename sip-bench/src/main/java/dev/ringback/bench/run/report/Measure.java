package dev.ringback.bench.run.report;

/// Something that was measured, a line of the table.
///
/// @param id its name in the JSON, e.g. `udp-1000`
/// @param text what it is, for people
/// @param unit e.g. `us`
public record Measure(String id, String text, String unit) {}
