package dev.ringback.control;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a server is asked.
///
/// @param command the command's name
/// @param arguments what it is told, by name
public record ControlRequest(String command, Map<String, Object> arguments) {
    /// Copies the map.
    public ControlRequest {
        arguments = Map.copyOf(arguments);
    }

    /// A command that needs to be told nothing.
    public ControlRequest(String command) {
        this(command, Map.of());
    }

    /// A text that it is told; null where it is not.
    ///
    /// @throws ControlException where it is something else
    public @Nullable String text(String name) throws ControlException {
        Object value = arguments.get(name);
        if (value != null && !(value instanceof String)) {
            throw new ControlException("'" + name + "' takes a text");
        }
        return (String) value;
    }

    /// A whole number, not negative, that it is told; null where it is not.
    ///
    /// @throws ControlException where it is something else
    public @Nullable Long number(String name) throws ControlException {
        Object value = arguments.get(name);
        if (value == null || (value instanceof Long number && number >= 0)) {
            return (Long) value;
        }
        throw new ControlException("'" + name + "' takes a whole number");
    }

    /// A text that it has to be told.
    ///
    /// @throws ControlException where it is not
    public String required(String name) throws ControlException {
        String text = text(name);
        if (text == null) {
            throw new ControlException("'" + command + "' needs '" + name + "'");
        }
        return text;
    }
}
