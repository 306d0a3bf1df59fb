package dev.ringback.cli.terminal;

import java.io.Serial;

/// A command cannot do what its arguments ask for. The message is one line; exit status 2.
public final class UsageException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    /// Says why in one line.
    public UsageException(String message) {
        super(message);
    }
}
