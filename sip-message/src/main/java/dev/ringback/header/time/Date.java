package dev.ringback.header.time;

import dev.ringback.header.Findings;
import dev.ringback.header.HeaderField;
import dev.ringback.header.HeaderName;
import dev.ringback.text.Ascii;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When the message was first sent: RFC 3261 §20.17. One value, always in GMT.
///
/// @param instant whole seconds, of the years 0 to 9999
public record Date(Instant instant) {
    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");
    private static final int MOST_YEAR = 9999;

    /// Digits stand where there is a `0`.
    private static final String SHAPE = "Day, 00 Mon 0000 00:00:00 GMT";

    /// How it is read.
    public static final HeaderField<Date> FIELD =
            HeaderField.of(HeaderName.DATE, Date::read)
                    .defined(
                            "RFC 3261 §20.17",
                            """
                            Date         = "Date" HCOLON SIP-date
                            SIP-date     = rfc1123-date
                            rfc1123-date = wkday "," SP date1 SP time SP "GMT"
                            date1        = 2DIGIT SP month SP 4DIGIT
                            time         = 2DIGIT ":" 2DIGIT ":" 2DIGIT
                            wkday        = "Mon" / "Tue" / "Wed" / "Thu" / "Fri" / "Sat" / "Sun"
                            month        = "Jan" / "Feb" / "Mar" / "Apr" / "May" / "Jun"
                                         / "Jul" / "Aug" / "Sep" / "Oct" / "Nov" / "Dec"
                            """)
                    .used(
                            """
                            where  proxy  ACK BYE CAN INV OPT REG PRA UPD INF MES SUB NOT REF PUB
                            all    a      o   o   o   o   o   o   o   o   o   o   o   o   o   o
                            """)
                    .checked(Date::check);

    /// Takes the time, cut to whole seconds.
    ///
    /// @throws IllegalArgumentException if the year is below 0 or above 9999
    public Date {
        int year = instant.atOffset(ZoneOffset.UTC).getYear();
        if (year < 0 || year > MOST_YEAR) {
            throw new IllegalArgumentException("no year of four digits: " + instant);
        }
        instant = instant.truncatedTo(ChronoUnit.SECONDS);
    }

    private static @Nullable Date read(byte[] bytes, int start, int end) {
        if (!isShaped(bytes, start, end)) {
            return null;
        }
        int month = 1 + MONTHS.indexOf(Ascii.text(bytes, start + 8, start + 11));
        int day = number(bytes, start + 5, 2);
        int year = number(bytes, start + 12, 4);
        int hour = number(bytes, start + 17, 2);
        int minute = number(bytes, start + 20, 2);
        int second = number(bytes, start + 23, 2);
        boolean good =
                month > 0
                        && YearMonth.of(year, month).isValidDay(day)
                        && hour < 24
                        && minute < 60
                        && second < 60;
        return good
                ? new Date(
                        LocalDateTime.of(year, month, day, hour, minute, second)
                                .toInstant(ZoneOffset.UTC))
                : null;
    }

    private static boolean isShaped(byte[] bytes, int start, int end) {
        if (end - start != SHAPE.length()) {
            return false;
        }
        for (int i = 3; i < SHAPE.length(); i++) {
            byte octet = bytes[start + i];
            char shape = SHAPE.charAt(i);
            boolean month = i >= 8 && i < 11;
            boolean good = shape == '0' ? Ascii.is(octet, Ascii.DIGIT) : octet == shape;
            if (!good && !month) {
                return false;
            }
        }
        return DAYS.contains(Ascii.text(bytes, start, start + 3));
    }

    private static int number(byte[] bytes, int start, int digits) {
        return (int) Ascii.decimal(bytes, start, start + digits, MOST_YEAR);
    }

    private static void check(Date date, byte[] bytes, int start, int end, Findings findings) {
        if (!Ascii.equals(bytes, start, start + 3, date.day())) {
            findings.error(start, "Wrong day of the week", "RFC 3261 §20.17");
        }
    }

    private String day() {
        return DAYS.get(instant.atOffset(ZoneOffset.UTC).getDayOfWeek().getValue() - 1);
    }

    /// The wire form.
    @Override
    public String toString() {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(SHAPE.length()).append(day()).append(", ");
        digits(text, time.getDayOfMonth(), 2).append(' ');
        text.append(MONTHS.get(time.getMonthValue() - 1)).append(' ');
        digits(text, time.getYear(), 4).append(' ');
        digits(text, time.getHour(), 2).append(':');
        digits(text, time.getMinute(), 2).append(':');
        return digits(text, time.getSecond(), 2).append(" GMT").toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int digits) {
        String decimal = Integer.toString(number);
        return text.repeat('0', digits - decimal.length()).append(decimal);
    }
}
