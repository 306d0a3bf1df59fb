package dev.ringback.header.time;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long to wait before trying again: RFC 3261 §20.33. One value.
///
/// @param delay whole seconds, up to 2^32 - 1
/// @param comment what stands in parentheses, without them, or null
/// @param parameters `duration` and others
public record RetryAfter(Duration delay, @Nullable String comment, Parameters parameters) {
    /// How it is read.
    public static final HeaderField<RetryAfter> FIELD =
            HeaderField.of(HeaderName.RETRY_AFTER, RetryAfter::read)
                    .defined(
                            "RFC 3261 §20.33",
                            """
                            Retry-After = "Retry-After" HCOLON delta-seconds
                                          [ comment ] *( SEMI retry-param )
                            retry-param = ("duration" EQUAL delta-seconds) / generic-param
                            """);

    private static @Nullable RetryAfter read(byte[] bytes, int start, int end) {
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        long seconds = Ascii.decimal(bytes, start, digits, ValueReaders.MOST_SECONDS);
        int open = Ascii.skip(bytes, digits, end, Ascii.WHITE);
        int rest = open;
        String comment = null;
        if (open < end && bytes[open] == '(') {
            rest = commentEnd(bytes, open, end);
            comment = rest < 0 ? null : Ascii.text(bytes, open + 1, rest - 1);
        }
        Parameters parameters = rest < 0 ? null : ValueReaders.parameters(bytes, rest, end);
        return seconds < 0 || parameters == null
                ? null
                : new RetryAfter(Duration.ofSeconds(seconds), comment, parameters);
    }

    /// The position after the parenthesis that closes the one at `start`, or -1.
    private static int commentEnd(byte[] bytes, int start, int end) {
        int depth = 0;
        int at = start;
        while (at < end) {
            switch (bytes[at]) {
                case '\\' -> at++;
                case '(' -> depth++;
                case ')' -> depth--;
                default -> {}
            }
            at++;
            if (depth == 0) {
                return at <= end ? at : -1;
            }
        }
        return -1;
    }

    /// How long the callee will be reachable from then on, or null when it does not say.
    public @Nullable Duration available() {
        String duration = parameters.value("duration");
        long seconds = duration == null ? -1 : Ascii.decimal(duration, ValueReaders.MOST_SECONDS);
        return seconds < 0 ? null : Duration.ofSeconds(seconds);
    }

    /// The wire form.
    @Override
    public String toString() {
        String said = comment == null ? "" : " (" + comment + ')';
        return delay.toSeconds() + said + parameters;
    }
}
