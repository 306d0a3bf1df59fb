package dev.ringback.it.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Text as it comes in from a stream, to be read at any time by any thread.
final class Transcript {
    private final StringBuilder text = new StringBuilder();
    private final Thread reader;

    /// Starts to read the stream to its end.
    Transcript(InputStream stream) {
        this.reader = Thread.ofVirtual().unstarted(() -> read(stream));
        reader.start();
    }

    /// What came so far.
    synchronized String text() {
        return text.toString();
    }

    /// Waits for the end of the stream, but no longer than a few seconds: a child that was left
    /// behind may hold it open.
    String complete() throws InterruptedException {
        reader.join(Duration.ofSeconds(5));
        return text();
    }

    private void read(InputStream stream) {
        char[] part = new char[4096];
        try (Reader in = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                append(part, n);
            }
        } catch (IOException _) {
            // The process was ended or the connection closed: that is the end of the text.
        }
    }

    private synchronized void append(char[] part, int length) {
        text.append(part, 0, length);
    }
}
