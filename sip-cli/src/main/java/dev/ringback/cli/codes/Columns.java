package dev.ringback.cli.codes;

import java.util.ArrayList;
import java.util.List;

/// Text in columns of a terminal, where a Chinese character takes two of them.
final class Columns {
    private static final int WIDE = 0x2E80;

    /// What must not begin a line.
    private static final String CLOSING = "，。；：、）》”？！";

    private Columns() {}

    static int width(String text) {
        return text.codePoints().map(c -> c >= WIDE ? 2 : 1).sum();
    }

    /// The text with spaces up to this width.
    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /// The text in lines of at most this width: between words, and between Chinese characters.
    static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(text)) {
            boolean full = width(line + piece.stripTrailing()) > width;
            if (full && !line.isEmpty()) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(piece);
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }

    /// What must stay together: a word with the spaces behind it, a wide character with the marks
    /// behind it.
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i < text.length(); i++) {
            if (separable(text.charAt(i - 1), text.charAt(i))) {
                pieces.add(text.substring(begin, i));
                begin = i;
            }
        }
        pieces.add(text.substring(begin));
        return pieces;
    }

    private static boolean separable(char left, char right) {
        if (CLOSING.indexOf(right) >= 0 || right == ' ' || left == '（' || left == '“') {
            return false;
        }
        return left == ' ' || left >= WIDE || right >= WIDE;
    }
}
