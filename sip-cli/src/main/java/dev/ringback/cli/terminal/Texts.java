package dev.ringback.cli.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Locale;

/// Numbers and foreign text as people read them.
public final class Texts {
    private Texts() {}

    /// A time in seconds, `0.62 s` or `5 s`.
    public static String seconds(Duration time) {
        if (time.toMillis() % 1000 == 0) {
            return time.toSeconds() + " s";
        }
        // not by String.format, whose classes would be loaded for the first line of a server
        long hundredths = Math.round(time.toNanos() / 1e7);
        long part = hundredths % 100;
        return hundredths / 100 + (part < 10 ? ".0" : ".") + part + " s";
    }

    /// A time in milliseconds, `1.3 ms`.
    public static String milliseconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    /// A count with its noun, `1 user`, `2,000 users`.
    public static String count(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
    }

    /// Text of a peer that cannot steer a terminal: what could becomes `?`.
    public static String harmless(String text) {
        StringBuilder harmless = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            harmless.append(steers(c) ? '?' : c);
        }
        return harmless.toString();
    }

    /// Text of a peer that cannot steer a terminal: what could becomes `\xHH` or `\\uHHHH`.
    public static String escaped(String text) {
        if (text.chars().noneMatch(Texts::steers)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (steers(c)) {
                String form = c < 0x100 ? "\\x%02x" : "\\u%04x";
                escaped.append(String.format(Locale.ROOT, form, (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /// Control characters, and those that change the direction or the line of what follows.
    private static boolean steers(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }

    /// What an exception says, which may be the text of a peer, as [#harmless].
    public static String message(Exception cause) {
        return harmless(String.valueOf(cause.getMessage()));
    }

    /// Why something could not be read or written, in a few words, without its name.
    public static String reason(IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> "there is no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(cause.getMessage());
        };
    }
}
