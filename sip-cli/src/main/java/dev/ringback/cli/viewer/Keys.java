package dev.ringback.cli.viewer;

import java.util.List;
import java.util.stream.IntStream;

/// Draws the last line, which says what keys do.
final class Keys {
    /// A key and what it does.
    ///
    /// @param key its name
    /// @param does what it does, in a word
    record Hint(String key, String does) {}

    private Keys() {}

    static List<Hint> hints(String... pairs) {
        return IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> new Hint(pairs[2 * i], pairs[2 * i + 1]))
                .toList();
    }

    static void draw(Canvas canvas, List<Hint> hints) {
        int row = canvas.rows() - 1;
        canvas.fill(row, Style.BAR);
        int at = 0;
        for (Hint hint : hints) {
            canvas.put(row, at, hint.key, Style.TITLE);
            canvas.put(row, at + hint.key.length() + 1, hint.does, Style.BAR);
            at += hint.key.length() + hint.does.length() + 4;
        }
    }
}
