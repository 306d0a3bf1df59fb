package dev.ringback.config;

import java.io.Serial;
import java.util.List;

/// A configuration that cannot be used. The message is one line for the person who wrote it, with
/// file, line and column where there are such.
public final class ConfigException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what List.copyOf makes is
    private final List<String> details;

    /// What is wrong, without a place.
    public ConfigException(String message) {
        super(message);
        this.details = List.of();
    }

    /// What is wrong and where.
    public ConfigException(Place place, String message) {
        this(place, message, List.of());
    }

    /// What is wrong and where.
    ///
    /// @param details lines to show below: the line of the file, a caret, more faults
    public ConfigException(Place place, String message, List<String> details) {
        super(place + ": " + message);
        this.details = List.copyOf(details);
    }

    /// Lines to show below the message; empty where that says it all.
    public List<String> details() {
        return details;
    }
}
