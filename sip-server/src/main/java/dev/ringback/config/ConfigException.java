package dev.ringback.config;

import java.io.Serial;

/// A configuration that cannot be used. The message is one line for the person who wrote it, with
/// file, line and column where there are such.
public final class ConfigException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /// What is wrong, without a place.
    public ConfigException(String message) {
        super(message);
    }

    /// What is wrong and where.
    public ConfigException(Place place, String message) {
        super(place + ": " + message);
    }
}
