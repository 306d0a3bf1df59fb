package dev.ringback.cause;

import org.jspecify.annotations.Nullable;

/// What passed between us and a next hop until a timer fired.
///
/// @param sent how often the request had been sent
/// @param replies how many responses to it had come
/// @param last the status code of the last of them; 0 where there was none
/// @param unreadable how many messages had come from that address that could not be read
/// @param fault what was wrong with the last of those; null where there was none
public record Tally(int sent, int replies, int last, int unreadable, @Nullable String fault) {}
