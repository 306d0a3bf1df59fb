package dev.ringback.header.time;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.header.Parameters;
import dev.ringback.header.StrictChecks;
import dev.ringback.header.ValueReaders;
import dev.ringback.text.Ascii;
import dev.ringback.text.CommentSyntax;
import dev.ringback.text.ParameterSpan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long to wait before trying again: RFC 3261 §20.33. One value.
///
/// @param delay whole seconds, up to 2^32 - 1
/// @param comment what stands in parentheses, without them, or null
/// @param parameters `duration` and others
public record RetryAfter(Duration delay, @Nullable String comment, Parameters parameters) {
    // At the width of the class body: the lines are too long further in.
    private static final String TABLE =
            """
            where            proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
            404,413,480,486  -      -   o   o   o   o   o   o   o   o   o   o   o   o   o
            500,503          -      -   o   o   o   o   o   o   o   o   o   o   o   o   o
            600,603          -      -   o   o   o   o   o   o   o   o   o   o   o   o   o
            """;

    /// How it is read.
    public static final HeaderField<RetryAfter> FIELD =
            HeaderField.of(HeaderName.RETRY_AFTER, RetryAfter::read)
                    .defined(
                            "RFC 3261 §20.33",
                            """
                            Retry-After = "Retry-After" HCOLON delta-seconds
                                          [ comment ] *( SEMI retry-param )
                            retry-param = ("duration" EQUAL delta-seconds) / generic-param
                            """)
                    .used(TABLE)
                    .checked(RetryAfter::check);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if the delay is not whole seconds up to 2^32 - 1, or the
    ///     comment has control characters or parentheses without their fellows
    public RetryAfter {
        Seconds.whole(delay);
        if (comment != null && !CommentSyntax.isComment(comment)) {
            throw new IllegalArgumentException("no comment: " + comment);
        }
    }

    private static @Nullable RetryAfter read(byte[] bytes, int start, int end) {
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        long seconds = Ascii.decimal(bytes, start, digits, ValueReaders.MOST_SECONDS);
        int open = Ascii.skip(bytes, digits, end, Ascii.WHITE);
        int rest = afterComment(bytes, open, end);
        Parameters parameters = rest < 0 ? null : ValueReaders.parameters(bytes, rest, end);
        if (seconds < 0 || parameters == null) {
            return null;
        }
        String comment = rest == open ? null : Ascii.text(bytes, open + 1, rest - 1);
        return new RetryAfter(Duration.ofSeconds(seconds), comment, parameters);
    }

    /// The position after the comment that begins there; the same when there is none, -1 when it
    /// does not end.
    private static int afterComment(byte[] bytes, int start, int end) {
        boolean comment = start < end && bytes[start] == '(';
        return comment ? CommentSyntax.end(bytes, start, end) : start;
    }

    private static void check(
            RetryAfter value, byte[] bytes, int start, int end, Findings findings) {
        if (value.delay.isZero()) {
            findings.warning(start, "Not a positive number of seconds", "RFC 3261 §20.33");
        }
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        int open = Ascii.skip(bytes, digits, end, Ascii.WHITE);
        int rest = afterComment(bytes, open, end);
        StrictChecks.parametersIn(bytes, rest, end, findings);
        ParameterSpan duration = ParameterSpan.find(bytes, rest, end, "duration");
        if (duration != null && (value.available() == null || duration.quoted(bytes))) {
            findings.error(duration.place(), "duration is no number", "RFC 3261 §25.1");
        }
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
