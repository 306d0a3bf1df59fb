package dev.ringback.store.sql;

import java.io.IOException;
import java.nio.file.Path;

/// A users file has a line that is not understood. The message names file, line and fault, fit to
/// be shown.
final class UsersFileException extends IOException {
    private static final long serialVersionUID = 1;

    UsersFileException(Path file, int line, String fault) {
        super(file + ":" + line + ": " + fault);
    }
}
