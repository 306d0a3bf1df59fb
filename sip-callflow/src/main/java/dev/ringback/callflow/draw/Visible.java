package dev.ringback.callflow.draw;

import dev.ringback.message.SipMessage;
import java.util.List;
import java.util.Locale;

/// Text of a peer as it can be looked at: what would steer a terminal or a page, break a line or
/// turn the direction of what follows is written as `\xHH` or `\\uHHHH`.
public final class Visible {
    private Visible() {}

    /// The text in one line.
    public static String text(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c < 0x7F)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 8);
        text.codePoints()
                .forEach(
                        c -> {
                            if (hidden(c)) {
                                String form = c < 0x100 ? "\\x%02x" : "\\u%04x";
                                visible.append(String.format(Locale.ROOT, form, c));
                            } else {
                                visible.appendCodePoint(c);
                            }
                        });
        return visible.toString();
    }

    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED ->
                    true;
            default -> false;
        };
    }

    /// The lines of a message, its empty line and its body included.
    public static List<String> lines(SipMessage message) {
        return message.toString().lines().map(line -> text(line.replace("\t", "    "))).toList();
    }
}
