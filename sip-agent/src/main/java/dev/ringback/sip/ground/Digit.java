package dev.ringback.sip.ground;

import dev.ringback.header.HeaderName;
import dev.ringback.message.SipRequest;
import dev.ringback.sip.Body;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A digit in an INFO, as telephones that know no RFC 4733 write it: `application/dtmf-relay`, or
/// `application/dtmf` with the key alone.
///
/// @param key `0` to `9`, `*`, `#`, `A` to `D`
/// @param duration how long it is pressed
public record Digit(char key, Duration duration) {
    private static final String KEYS = "0123456789*#ABCD";
    private static final Duration USUAL = Duration.ofMillis(100);
    private static final int LONGEST_MILLIS = 60_000;

    /// Digits of the usual length.
    ///
    /// @throws IllegalArgumentException where one is none
    public static void check(String digits) {
        for (char key : digits.toUpperCase(Locale.ROOT).toCharArray()) {
            if (KEYS.indexOf(key) < 0) {
                throw new IllegalArgumentException("no digit: " + key);
            }
        }
    }

    /// A digit of the usual length.
    public static Digit of(char key) {
        return new Digit(Character.toUpperCase(key), USUAL);
    }

    /// The body of an INFO that sends it.
    public Body body() {
        return Body.of(
                "application/dtmf-relay",
                "Signal=" + key + "\r\nDuration=" + duration.toMillis() + "\r\n");
    }

    /// The digit of an INFO; null where it has none.
    public static @Nullable Digit read(SipRequest info) {
        String written = info.value(HeaderName.CONTENT_TYPE);
        String type = written == null ? "" : written.toLowerCase(Locale.ROOT);
        String text = new String(info.body(), StandardCharsets.UTF_8);
        if (type.startsWith("application/dtmf-relay")) {
            return relayed(text);
        }
        return type.startsWith("application/dtmf") ? named(text.strip(), USUAL) : null;
    }

    private static @Nullable Digit relayed(String text) {
        String key = "";
        Duration duration = USUAL;
        for (String line : text.lines().toList()) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (name.equalsIgnoreCase("Signal")) {
                key = value;
            } else if (name.equalsIgnoreCase("Duration")) {
                duration = millis(value);
            }
        }
        return named(key, duration);
    }

    private static Duration millis(String value) {
        try {
            int millis = Integer.parseInt(value);
            return Duration.ofMillis(Math.clamp(millis, 1, LONGEST_MILLIS));
        } catch (NumberFormatException _) {
            return USUAL;
        }
    }

    private static @Nullable Digit named(String key, Duration duration) {
        String upper = key.toUpperCase(Locale.ROOT);
        if (upper.equals("10") || upper.equals("11")) {
            return new Digit(upper.equals("10") ? '*' : '#', duration);
        }
        boolean known = upper.length() == 1 && KEYS.indexOf(upper.charAt(0)) >= 0;
        return known ? new Digit(upper.charAt(0), duration) : null;
    }
}
