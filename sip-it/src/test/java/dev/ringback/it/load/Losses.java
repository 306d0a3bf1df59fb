package dev.ringback.it.load;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What gets lost of each call, by the last digit of its number: the first INVITE, the first 200 to
/// it, the first ACK, the first BYE, the first 200 to that, every INVITE, or nothing. Each is lost
/// for one call of sixteen.
final class Losses implements Predicate<String> {
    private static final Pattern NUMBER = Pattern.compile("Call-ID: \\w{8}-\\w{7}(\\w)@");

    private final Set<String> lost = new HashSet<>();

    @Override
    public boolean test(String message) {
        Matcher matcher = NUMBER.matcher(message);
        if (!matcher.find()) {
            return false;
        }
        return switch (matcher.group(1)) {
            case "1" -> message.startsWith("INVITE ") && first(matcher);
            case "3" -> isAnswer(message, "1 INVITE") && first(matcher);
            case "5" -> message.startsWith("ACK ") && first(matcher);
            case "7" -> message.startsWith("BYE ") && first(matcher);
            case "9" -> isAnswer(message, "2 BYE") && first(matcher);
            case "b" -> message.startsWith("INVITE ");
            default -> false;
        };
    }

    private boolean first(Matcher matcher) {
        return lost.add(matcher.group());
    }

    private static boolean isAnswer(String message, String cSeq) {
        return message.startsWith("SIP/2.0 200 ") && message.contains("CSeq: " + cSeq);
    }
}
