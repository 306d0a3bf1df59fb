package dev.ringback.routing.script;

import java.util.List;

/// A script that cannot be used. The message is one line for the person who wrote it, without the
/// place.
public final class ScriptException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    @SuppressWarnings("serial") // what List.copyOf makes is
    private final List<String> details;

    ScriptException(int line, int column, String message, List<String> details) {
        super(message);
        this.line = line;
        this.column = column;
        this.details = List.copyOf(details);
    }

    /// One that is about the file as a whole.
    ScriptException(String message) {
        this(1, 1, message, List.of());
    }

    /// The line, from 1; 0 when the file could not be read.
    public int line() {
        return line;
    }

    /// The column, from 1.
    public int column() {
        return column;
    }

    /// Lines to show below the message: the line of the file, a caret, more faults.
    public List<String> details() {
        return details;
    }
}
