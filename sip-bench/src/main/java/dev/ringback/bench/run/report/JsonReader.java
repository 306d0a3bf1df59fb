package dev.ringback.bench.run.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads JSON from a text, once. RFC 8259.
final class JsonReader {
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?");
    private static final int DEEPEST = 50;

    private final String text;
    private int at;

    JsonReader(String text) {
        this.text = text;
    }

    /// The object that is the whole text.
    Json.Item whole() {
        Json value = value(0);
        if (at != text.length() || !(value instanceof Json.Item item)) {
            throw wrong("no object");
        }
        return item;
    }

    private Json value(int depth) {
        skip();
        char first = at < text.length() ? text.charAt(at) : 0;
        if (depth > DEEPEST) {
            throw wrong("too deep");
        }
        Json value =
                switch (first) {
                    case '{' -> object(depth);
                    case '[' -> array(depth);
                    case '"' -> new Json.Text(string());
                    case 't' -> word("true");
                    case 'f' -> word("false");
                    case 'n' -> word("null");
                    default -> number();
                };
        skip();
        return value;
    }

    private Json.Item object(int depth) {
        Map<String, Json> members = new LinkedHashMap<>();
        at++;
        skip();
        while (!taken('}')) {
            separated(members.isEmpty());
            String name = string();
            skip();
            expect(':');
            members.put(name, value(depth + 1));
        }
        return new Json.Item(members);
    }

    private Json.Sequence array(int depth) {
        List<Json> items = new ArrayList<>();
        at++;
        skip();
        while (!taken(']')) {
            separated(items.isEmpty());
            items.add(value(depth + 1));
        }
        return new Json.Sequence(items);
    }

    /// Takes the comma before all members but the first.
    private void separated(boolean first) {
        if (!first) {
            expect(',');
            skip();
        }
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        expect('"');
        while (!taken('"')) {
            char c = next();
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> hexadecimal();
            case '"', '\\', '/' -> c;
            default -> throw wrong("an unknown escape");
        };
    }

    private char hexadecimal() {
        int end = at + 4;
        if (end > text.length()) {
            throw wrong("an escape without an end");
        }
        try {
            char c = (char) Integer.parseInt(text, at, end, 16);
            at = end;
            return c;
        } catch (NumberFormatException _) {
            throw wrong("an escape that is no number");
        }
    }

    private Json number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong("no value");
        }
        at = number.end();
        return new Json.Amount(Double.parseDouble(number.group()));
    }

    private Json word(String word) {
        if (!text.startsWith(word, at)) {
            throw wrong("an unknown word");
        }
        at += word.length();
        return new Json.Word(word);
    }

    private void skip() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean taken(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char c) {
        if (!taken(c)) {
            throw wrong("no " + c);
        }
    }

    private char next() {
        if (at == text.length()) {
            throw wrong("no end");
        }
        return text.charAt(at++);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("no JSON, " + what + " at " + at + ": " + text);
    }
}
