package dev.ringback.cli;

import java.io.Serial;

/// What a command was asked for did not work out. The message is one line; exit status 1.
final class FailedException extends Exception {
    @Serial private static final long serialVersionUID = 1L;

    FailedException(String message) {
        super(message);
    }
}
