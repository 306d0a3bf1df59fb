package dev.ringback.header.event;

import dev.ringback.header.Findings;
import dev.ringback.text.Ascii;

/// The `event-type` of Event and Allow-Events: RFC 6665 §8.4.
final class EventType {
    private EventType() {}

    /// Checks that no part between the dots is empty.
    static void check(Object value, byte[] bytes, int start, int end, Findings findings) {
        for (int at = start; at < end; at++) {
            boolean empty = at == start || at + 1 == end || bytes[at + 1] == '.';
            if (bytes[at] == '.' && empty) {
                findings.error(at, "Empty part of an event type", "RFC 6665 §8.4");
                return;
            }
        }
    }

    /// Where the type ends that begins at `start`.
    static int end(byte[] bytes, int start, int end) {
        return Ascii.skip(bytes, start, end, Ascii.TOKEN);
    }
}
