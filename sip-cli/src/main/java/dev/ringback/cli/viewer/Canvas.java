package dev.ringback.cli.viewer;

import dev.ringback.callflow.draw.Visible;
import dev.ringback.callflow.draw.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a screen shows: characters with their styles, in rows and columns. What does not fit is not
/// drawn, and nothing on it steers a terminal.
public final class Canvas {
    /// The right half of a wide character.
    private static final String HALF = "";

    private final int rows;
    private final int columns;
    private final String[][] cells;
    private final Style[][] styles;

    /// Text of one style.
    ///
    /// @param text the characters
    /// @param style how they look
    public record Span(String text, Style style) {}

    Canvas(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.cells = new String[rows][columns];
        this.styles = new Style[rows][columns];
        for (int i = 0; i < rows; i++) {
            Arrays.fill(cells[i], " ");
            Arrays.fill(styles[i], Style.NORMAL);
        }
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /// Draws a text; what is out of bounds is left out.
    void put(int row, int column, String text, Style style) {
        if (row < 0 || row >= rows) {
            return;
        }
        int at = column;
        String shown = Visible.text(text);
        for (int i = 0; i < shown.length() && at < columns; ) {
            int c = shown.codePointAt(i);
            String character = Character.toString(c);
            int width = Width.of(character);
            if (width == 0 && at > 0 && at <= columns && at > column) {
                cells[row][at - 1] += character;
            } else if (at >= 0 && at + width <= columns) {
                cell(row, at, character, style);
                if (width == 2) {
                    cell(row, at + 1, HALF, style);
                }
            }
            at += width;
            i += Character.charCount(c);
        }
    }

    private void cell(int row, int column, String character, Style style) {
        if (cells[row][column].equals(HALF) && column > 0 && !character.equals(HALF)) {
            cells[row][column - 1] = " ";
        }
        if (Width.of(cells[row][column]) == 2 && column + 1 < columns) {
            cells[row][column + 1] = " ";
        }
        cells[row][column] = character;
        styles[row][column] = style;
    }

    /// Draws a text over so many columns, cut or with spaces behind it.
    void put(int row, int column, int width, String text, Style style) {
        put(row, column, Width.padded(Visible.text(text), Math.max(0, width)), style);
    }

    /// Draws a text in the middle of so many columns.
    void centre(int row, int column, int width, String text, Style style) {
        put(row, column, Width.centred(Visible.text(text), Math.max(0, width)), style);
    }

    /// Fills a row.
    void fill(int row, Style style) {
        put(row, 0, " ".repeat(columns), style);
    }

    /// Draws a frame and makes what is inside blank.
    void frame(int row, int column, int height, int width) {
        String line = "─".repeat(Math.max(0, width - 2));
        put(row, column, "┌" + line + "┐", Style.FRAME);
        for (int i = 1; i < height - 1; i++) {
            put(row + i, column, "│", Style.FRAME);
            put(row + i, column + 1, " ".repeat(Math.max(0, width - 2)), Style.NORMAL);
            put(row + i, column + width - 1, "│", Style.FRAME);
        }
        put(row + height - 1, column, "└" + line + "┘", Style.FRAME);
    }

    /// The rows from top to bottom.
    public List<List<Span>> lines() {
        List<List<Span>> lines = new ArrayList<>(rows);
        for (int i = 0; i < rows; i++) {
            lines.add(spans(i));
        }
        return lines;
    }

    private List<Span> spans(int row) {
        List<Span> spans = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < columns; i++) {
            text.append(cells[row][i]);
            boolean last = i == columns - 1 || !styles[row][i].equals(styles[row][i + 1]);
            if (last) {
                spans.add(new Span(text.toString(), styles[row][i]));
                text.setLength(0);
            }
        }
        return spans;
    }

    /// The rows without their styles and the spaces at their ends.
    public List<String> text() {
        return Arrays.stream(cells).map(row -> String.join("", row).stripTrailing()).toList();
    }
}
