package dev.ringback.location;

import dev.ringback.cause.Finding;
import java.io.Serial;

/// The store behind a [LocationService] failed or did not answer in time, and nothing was changed.
public final class LocationException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final Finding finding;

    private LocationException(Finding finding, String message, Throwable cause) {
        super(message, cause);
        this.finding = finding;
    }

    /// The store failed.
    public static LocationException failed(String message, Throwable cause) {
        return new LocationException(Finding.FAILED, message, cause);
    }

    /// The store did not answer in time.
    public static LocationException timedOut(String message, Throwable cause) {
        return new LocationException(Finding.TIMED_OUT, message, cause);
    }

    /// What the store had to say: [Finding#FAILED] or [Finding#TIMED_OUT].
    public Finding finding() {
        return finding;
    }
}
