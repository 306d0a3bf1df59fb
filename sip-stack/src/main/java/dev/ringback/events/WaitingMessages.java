package dev.ringback.events;

import dev.ringback.subscription.Content;
import dev.ringback.uri.Uri;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How many voice messages wait: RFC 3842 §5.
///
/// @param account whose mailbox it is; null to say nothing
/// @param fresh how many were not heard
/// @param old how many were heard
/// @param urgentFresh how many of the fresh ones are urgent
/// @param urgentOld how many of the old ones are
public record WaitingMessages(
        @Nullable Uri account, long fresh, long old, long urgentFresh, long urgentOld) {
    /// The type of the document.
    public static final String TYPE = "application/simple-message-summary";

    private static final Pattern NUMBERS =
            Pattern.compile(
                    "([0-9]{1,10}) */ *([0-9]{1,10})"
                            + "(?: *\\( *([0-9]{1,10}) */ *([0-9]{1,10}) *\\))?");

    /// Checks the numbers.
    ///
    /// @throws IllegalArgumentException if one is negative
    public WaitingMessages {
        if (Math.min(Math.min(fresh, old), Math.min(urgentFresh, urgentOld)) < 0) {
            throw new IllegalArgumentException("a negative number of messages");
        }
    }

    /// The document.
    public Content content() {
        StringBuilder text = new StringBuilder("Messages-Waiting: ");
        text.append(fresh > 0 ? "yes" : "no").append("\r\n");
        if (account != null) {
            text.append("Message-Account: ").append(account).append("\r\n");
        }
        text.append("Voice-Message: ").append(fresh).append('/').append(old);
        text.append(" (").append(urgentFresh).append('/').append(urgentOld).append(")\r\n");
        return Content.of(TYPE, text.toString());
    }

    /// Reads a document. Of several classes of messages the voice messages count.
    ///
    /// @return null where it has no Messages-Waiting line, or numbers that are none
    public static @Nullable WaitingMessages read(String document) {
        Uri account = null;
        WaitingMessages numbers = null;
        boolean stated = false;
        for (String line : document.split("\r?\n", -1)) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            switch (name.toLowerCase(Locale.ROOT)) {
                case "messages-waiting" -> stated = true;
                case "message-account" -> account = Uri.parse(value);
                case "voice-message" -> {
                    numbers = numbers(value);
                    stated &= numbers != null;
                }
                default -> {}
            }
        }
        if (!stated) {
            return null;
        }
        return numbers == null
                ? new WaitingMessages(account, 0, 0, 0, 0)
                : new WaitingMessages(
                        account,
                        numbers.fresh,
                        numbers.old,
                        numbers.urgentFresh,
                        numbers.urgentOld);
    }

    /// `2/8 (0/2)`; the part in brackets may be missing.
    private static @Nullable WaitingMessages numbers(String value) {
        Matcher found = NUMBERS.matcher(value);
        return found.matches()
                ? new WaitingMessages(
                        null, count(found, 1), count(found, 2), count(found, 3), count(found, 4))
                : null;
    }

    private static long count(Matcher found, int group) {
        String digits = found.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
