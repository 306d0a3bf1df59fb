package dev.ringback.registrar;

import dev.ringback.header.HeaderName;
import dev.ringback.header.time.Date;
import dev.ringback.message.HeaderLine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The Date of responses, RFC 3261 §20.17: written once a second, and not for each of the thousands
/// that are answered in it. One thread.
final class DateLine {
    private long second;
    private @Nullable HeaderLine written;

    /// The header line that tells this time.
    HeaderLine at(Instant wall) {
        HeaderLine line = written;
        if (line == null || wall.getEpochSecond() != second) {
            line = HeaderLine.of(HeaderName.DATE, new Date(wall).toString());
            second = wall.getEpochSecond();
            written = line;
        }
        return line;
    }
}
