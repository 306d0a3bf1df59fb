package dev.ringback.callflow.expression;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A word of an expression.
///
/// @param kind what it is
/// @param text as it was written; of a text what is between the quotes
/// @param column where it begins, from 1
record Token(Kind kind, String text, int column) {
    /// What a word can be.
    enum Kind {
        WORD,
        NUMBER,
        TIME,
        STATUSES,
        TEXT,
        SIGN,
        END
    }

    private static final List<String> SIGNS =
            List.of("==", "!=", "<=", ">=", "&&", "||", "<", ">", "(", ")", ",", "!");

    /// The words of a text, the last of them the end.
    ///
    /// @throws ExpressionException where something is no word
    static List<Token> all(String text) throws ExpressionException {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '"' || c == '\'') {
                int end = closing(text, at);
                tokens.add(new Token(Kind.TEXT, unquoted(text, at + 1, end), at + 1));
                at = end + 1;
            } else if (letter(c)) {
                Token word = word(text, at);
                tokens.add(word);
                at += word.text.length();
            } else {
                String sign = sign(text, at);
                tokens.add(new Token(Kind.SIGN, sign, at + 1));
                at += sign.length();
            }
        }
        tokens.add(new Token(Kind.END, "", text.length() + 1));
        return tokens;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private static int closing(String text, int open) throws ExpressionException {
        char quote = text.charAt(open);
        for (int i = open + 1; i < text.length(); i++) {
            if (text.charAt(i) == quote) {
                return i;
            }
            i += text.charAt(i) == '\\' ? 1 : 0;
        }
        throw new ExpressionException(open + 1, "the text has no closing " + quote);
    }

    /// A backslash before a quote takes it literally; any other stays, as patterns need it.
    private static String unquoted(String text, int start, int end) {
        return text.substring(start, end).replace("\\\"", "\"").replace("\\'", "'");
    }

    private static Token word(String text, int start) throws ExpressionException {
        int end = start;
        while (end < text.length() && letter(text.charAt(end))) {
            end++;
        }
        String word = text.substring(start, end);
        if (!Character.isDigit(word.charAt(0))) {
            return new Token(Kind.WORD, word, start + 1);
        }
        if (word.matches("[1-6]xx")) {
            return new Token(Kind.STATUSES, word, start + 1);
        }
        if (word.matches("[0-9]{1,9}([.][0-9]{1,9})?")) {
            return new Token(Kind.NUMBER, word, start + 1);
        }
        if (word.matches("[0-9]{1,9}([.][0-9]{1,9})?(us|ms|s|m|h)")) {
            return new Token(Kind.TIME, word, start + 1);
        }
        throw new ExpressionException(
                start + 1, "'" + word + "' is no number, time (500ms, 2s) or status (404, 4xx)");
    }

    private static String sign(String text, int at) throws ExpressionException {
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at)) {
                return sign;
            }
        }
        String hint = text.charAt(at) == '=' ? "; equality is ==" : "";
        throw new ExpressionException(
                at + 1, "'" + text.charAt(at) + "' means nothing here" + hint);
    }

    /// Whether it is that sign or word.
    boolean is(String other) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(other);
    }

    /// Whether it can be the name of a method: capitals.
    boolean method() {
        return kind == Kind.WORD && text.matches("[A-Z]{2,}");
    }

    /// The time that it says.
    Duration time() {
        int digits = 0;
        while (digits < text.length() && !Character.isLetter(text.charAt(digits))) {
            digits++;
        }
        double number = Double.parseDouble(text.substring(0, digits));
        double nanos =
                switch (text.substring(digits)) {
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    default -> 3600e9;
                };
        return Duration.ofNanos(Math.round(number * nanos));
    }

    /// As it is named in a complaint.
    String shown() {
        return switch (kind) {
            case END -> "the end";
            case TEXT -> "the text \"" + text + "\"";
            default -> "'" + text + "'";
        };
    }
}
