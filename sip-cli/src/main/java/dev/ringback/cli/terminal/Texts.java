package dev.ringback.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/// Numbers and foreign text as people read them.
public final class Texts {
    private Texts() {}

    /// A time in seconds, `0.62 s` or `5 s`.
    public static String seconds(Duration time) {
        double seconds = time.toNanos() / 1e9;
        boolean whole = time.toMillis() % 1000 == 0;
        return whole ? time.toSeconds() + " s" : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    /// A time in milliseconds, `1.3 ms`.
    public static String milliseconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    /// A count with its noun, `1 user`, `2,000 users`.
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /// Text of a peer that cannot steer a terminal: control characters become `?`.
    public static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            harmless.append(Character.isISOControl(c) ? '?' : c);
        }
        return harmless.toString();
    }
}
