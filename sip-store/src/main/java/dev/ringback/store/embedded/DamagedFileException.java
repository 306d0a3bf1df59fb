package dev.ringback.store.embedded;

import java.io.IOException;
import java.io.Serial;

/// A file is not what this program wrote.
final class DamagedFileException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    DamagedFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
