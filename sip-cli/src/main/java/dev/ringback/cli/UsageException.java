package dev.ringback.cli;

import java.io.Serial;

/// A command cannot do what its arguments ask for. The message is one line; exit status 2.
final class UsageException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
