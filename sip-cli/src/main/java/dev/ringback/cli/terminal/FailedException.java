package dev.ringback.cli.terminal;

import java.io.Serial;

/// What a command was asked for did not work out. The message is one line; exit status 1.
public final class FailedException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /// Says why in one line.
    public FailedException(String message) {
        super(message);
    }
}
