package dev.ringback.routing.rule;

import java.util.ArrayList;
import java.util.List;

/// A pattern of a dial plan: digits, `+`, `*` and `#` stand for themselves, `X` for 0 to 9, `Z` for
/// 1 to 9, `N` for 2 to 9, `[1-46]` for one of 1, 2, 3, 4 and 6, and a `.` at the end for one or
/// more digits.
public final class NumberPattern {
    private static final int MOST = 64;
    private static final String DIGITS = "0123456789";

    private final String text;
    private final List<String> places;
    private final boolean open;

    private NumberPattern(String text, List<String> places, boolean open) {
        this.text = text;
        this.places = List.copyOf(places);
        this.open = open;
    }

    /// Reads a pattern of up to 64 places.
    ///
    /// @throws IllegalArgumentException with one line for the person who wrote it
    public static NumberPattern of(String text) {
        boolean open = text.endsWith(".");
        int end = open ? text.length() - 1 : text.length();
        List<String> places = new ArrayList<>();
        int at = 0;
        while (at < end) {
            int close = text.charAt(at) == '[' ? text.indexOf(']', at) : at;
            if (close < 0) {
                throw wrong(text, "a '[' is not closed");
            }
            places.add(close > at ? choice(text, at, close) : place(text, at));
            at = close + 1;
        }
        if (places.isEmpty() || places.size() > MOST) {
            throw wrong(text, "it has 1 to " + MOST + " places");
        }
        return new NumberPattern(text, places, open);
    }

    private static String place(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case 'X', 'x' -> DIGITS;
            case 'Z', 'z' -> DIGITS.substring(1);
            case 'N', 'n' -> DIGITS.substring(2);
            case '*', '#', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> String.valueOf(c);
            case '+' -> {
                if (at > 0) {
                    throw wrong(text, "a '+' stands at the beginning only");
                }
                yield "+";
            }
            case '.' -> throw wrong(text, "a '.' stands at the end only");
            default -> throw wrong(text, "'" + c + "' means nothing");
        };
    }

    /// One of the digits between brackets.
    private static String choice(String text, int open, int close) {
        StringBuilder digits = new StringBuilder();
        for (int i = open + 1; i < close; i++) {
            char from = text.charAt(i);
            char to = from;
            if (i + 2 < close && text.charAt(i + 1) == '-') {
                to = text.charAt(i + 2);
                i += 2;
            }
            if (from < '0' || to > '9' || from > to) {
                throw wrong(text, "'" + text.substring(open, close + 1) + "' is no choice");
            }
            digits.append(DIGITS, from - '0', to - '0' + 1);
        }
        if (digits.isEmpty()) {
            throw wrong(text, "'[]' is no choice");
        }
        return digits.toString();
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "'" + text + "' is no number pattern: " + why + ", write it like 1XX or 00[1-9]X.");
    }

    /// How many digits a number lacks at least to be one of these: 0 when it is one, -1 when it
    /// cannot become one.
    int missing(String number) {
        for (int i = 0; i < number.length(); i++) {
            String allowed = i < places.size() ? places.get(i) : open ? DIGITS : "";
            if (allowed.indexOf(number.charAt(i)) < 0) {
                return -1;
            }
        }
        return Math.max(0, places.size() + (open ? 1 : 0) - number.length());
    }

    /// Whether all numbers of this pattern are of one length.
    boolean closed() {
        return !open;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberPattern pattern && pattern.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /// As it was written.
    @Override
    public String toString() {
        return text;
    }
}
