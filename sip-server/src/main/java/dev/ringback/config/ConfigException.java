package dev.ringback.config;

import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A configuration that cannot be used. The message is one line for the person who wrote it, with
/// file, line and column where there are such.
public final class ConfigException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what List.copyOf makes is
    private final List<String> details;

    private final transient @Nullable Place place;
    private final String fault;

    /// What is wrong, without a place.
    public ConfigException(String message) {
        super(message);
        this.details = List.of();
        this.place = null;
        this.fault = message;
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
        this.place = place;
        this.fault = message;
    }

    /// Where; null where it is about no place.
    public @Nullable Place place() {
        return place;
    }

    /// What is wrong, without the place.
    public String fault() {
        return fault;
    }

    /// Lines to show below the message; empty where that says it all.
    public List<String> details() {
        return details;
    }
}
