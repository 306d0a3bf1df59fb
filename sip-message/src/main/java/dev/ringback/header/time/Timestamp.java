package dev.ringback.header.time;

import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// When the client sent the request, by a clock of its own, and how long the server took: RFC 3261
/// §20.38, §8.2.6.1. One value.
///
/// A server sends the time back digit for digit, so both are decimal numbers as they were written.
///
/// @param time seconds since whatever the client counts from
/// @param delay seconds between receiving the request and answering it, or null in a request
public record Timestamp(BigDecimal time, @Nullable BigDecimal delay) {
    /// More digits than this, point included, are not understood.
    private static final int MOST = 40;

    /// How it is read.
    public static final HeaderField<Timestamp> FIELD =
            HeaderField.of(HeaderName.TIMESTAMP, Timestamp::read)
                    .defined(
                            "RFC 3261 §20.38",
                            """
                            Timestamp = "Timestamp" HCOLON 1*(DIGIT)
                                        [ "." *(DIGIT) ] [ LWS delay ]
                            delay     = *(DIGIT) [ "." *(DIGIT) ]
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    -      o   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """);

    /// Takes the parts.
    ///
    /// @throws IllegalArgumentException if one is negative or has more than 39 digits
    public Timestamp {
        if (isForeign(time) || (delay != null && isForeign(delay))) {
            throw new IllegalArgumentException("no timestamp: " + time + ' ' + delay);
        }
    }

    private static boolean isForeign(BigDecimal number) {
        boolean small = number.precision() < MOST && number.scale() >= 0 && number.scale() < MOST;
        return number.signum() < 0 || !small;
    }

    private static @Nullable Timestamp read(byte[] bytes, int start, int end) {
        int first = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        int timeEnd = numberEnd(bytes, start, end);
        int delay = Ascii.skip(bytes, timeEnd, end, Ascii.WHITE);
        boolean good =
                first > start
                        && timeEnd - start < MOST
                        && end - delay < MOST
                        && numberEnd(bytes, delay, end) == end
                        && (delay > timeEnd || delay == end);
        return good
                ? new Timestamp(
                        number(bytes, start, timeEnd),
                        delay == end ? null : number(bytes, delay, end))
                : null;
    }

    /// The end of digits, and of a point and the digits after it.
    private static int numberEnd(byte[] bytes, int start, int end) {
        int digits = Ascii.skip(bytes, start, end, Ascii.DIGIT);
        boolean point = digits < end && bytes[digits] == '.';
        return point ? Ascii.skip(bytes, digits + 1, end, Ascii.DIGIT) : digits;
    }

    private static BigDecimal number(byte[] bytes, int start, int end) {
        return new BigDecimal('0' + Ascii.text(bytes, start, end));
    }

    /// This timestamp as a response carries it.
    ///
    /// @param seconds what the server took
    /// @throws IllegalArgumentException if it is negative or has more than 39 digits
    public Timestamp withDelay(BigDecimal seconds) {
        return new Timestamp(time, seconds);
    }

    /// The wire form.
    @Override
    public String toString() {
        String took = delay == null ? "" : ' ' + delay.toPlainString();
        return time.toPlainString() + took;
    }
}
