package dev.ringback.console.live;

import dev.ringback.console.api.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// An event as Server-Sent Events has it: written once, however many hear it.
final class Event {
    private final String name;
    private final byte[] octets;

    private Event(String name, byte[] octets) {
        this.name = name;
        this.octets = octets;
    }

    static Event of(String name, Map<String, ?> told) {
        String text = "event: " + name + "\ndata: " + Json.write(told) + "\n\n";
        return new Event(name, text.getBytes(StandardCharsets.UTF_8));
    }

    String name() {
        return name;
    }

    int size() {
        return octets.length;
    }

    /// What goes to the browser; nobody changes it.
    byte[] octets() {
        return octets;
    }
}
