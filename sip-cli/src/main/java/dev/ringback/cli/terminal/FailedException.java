package dev.ringback.cli.terminal;

import java.io.Serial;
import java.util.List;

/// What a command was asked for did not work out. The message is one line; exit status 1.
public final class FailedException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // what List.copyOf makes is
    private final List<String> details;

    /// Says why in one line.
    public FailedException(String message) {
        this(message, List.of());
    }

    /// Says why.
    ///
    /// @param details lines to show below
    public FailedException(String message, List<String> details) {
        super(message);
        this.details = List.copyOf(details);
    }

    /// Lines to show below the message; empty where that says it all.
    public List<String> details() {
        return details;
    }
}
