package dev.ringback.cli.viewer;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.draw.Label;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;
import dev.ringback.callflow.draw.Width;
import dev.ringback.cli.viewer.Style.Colour;
import dev.ringback.message.SipRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Draws the rows of a flow, as sngrep does: the label over its arrow, the times at the left.
final class RowPainter {
    private static final int TIMES = 20;
    private static final int GAP = 30;
    private static final List<Colour> WHEEL =
            List.of(
                    Colour.CYAN,
                    Colour.YELLOW,
                    Colour.GREEN,
                    Colour.MAGENTA,
                    Colour.RED,
                    Colour.BLUE,
                    Colour.WHITE);

    private final Canvas canvas;
    private final Settings settings;
    private final int columns;

    RowPainter(Canvas canvas, Settings settings, int columns) {
        this.canvas = canvas;
        this.settings = settings;
        this.columns = columns;
    }

    /// Draws a row.
    ///
    /// @param at the line of the screen
    /// @param current whether the cursor is on it
    /// @param marked the message that is to be compared
    /// @return how many lines it took
    int draw(int at, Row row, boolean current, @Nullable Passed marked) {
        return switch (row) {
            case Arrow arrow -> arrow(at, arrow, current, arrow.passed().equals(marked));
            case Note note -> note(at, note, current);
        };
    }

    /// The lines of the columns.
    void bars(int line) {
        if (line < canvas.rows() - 1) {
            for (int i = 0; i < columns; i++) {
                canvas.put(line, x(i), "│", Style.NORMAL);
            }
        }
    }

    private static int x(int column) {
        return TIMES + column * GAP;
    }

    private int arrow(int at, Arrow arrow, boolean current, boolean marked) {
        Style style = style(arrow);
        style = current ? style.strong() : style;
        List<String> labels = SdpText.labels(arrow.passed().message(), settings.sdp);
        int left = x(Math.min(arrow.from(), arrow.to())) + 2;
        int right = x(Math.max(arrow.from(), arrow.to())) - 1;
        boolean own = arrow.from() == arrow.to();
        right = own ? left + GAP - 4 : right;
        String again = arrow.marks().again() ? "(again) " : "";
        int line = at;
        for (String label : labels) {
            bars(line);
            String text = line == at ? again + label : label;
            draw(line++, left, right - left, text, style);
        }
        bars(line);
        String shaft = own ? own(right - left) : shaft(arrow, right - left);
        draw(line, left, 0, shaft, marked ? Style.DIFFERENT : style);
        times(at, line, arrow, current);
        return labels.size() + 1;
    }

    private void draw(int line, int column, int width, String text, Style style) {
        if (line >= canvas.rows() - 1) {
            return;
        }
        if (width > 0) {
            canvas.centre(line, column, width, text, style);
        } else {
            canvas.put(line, column, text, style);
        }
    }

    private static String shaft(Arrow arrow, int length) {
        String line = (arrow.marks().again() ? "╌" : "─").repeat(Math.max(1, length - 1));
        String head = arrow.marks().stopped() ? "x" : arrow.to() > arrow.from() ? ">" : "<";
        return arrow.to() > arrow.from() ? line + head : head + line;
    }

    private static String own(int length) {
        return "<" + "─".repeat(Math.max(1, length - 2)) + "┘";
    }

    private void times(int first, int last, Row row, boolean current) {
        Style style = current ? Style.BOLD : Style.NORMAL;
        String time =
                settings.sinceBeginning
                        ? seconds(row.moment().since())
                        : ListColumn.time("HH:mm:ss.SSSSSS", row.moment().at());
        draw(first, 2, 0, String.format(Locale.ROOT, "%15s", time), style);
        if (last > first && !row.moment().since().isZero()) {
            String delta = "+" + seconds(row.moment().delta());
            String shown = String.format(Locale.ROOT, "%15s", delta);
            draw(last, 2, 0, shown, Style.of(Colour.CYAN));
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.6f", time.toNanos() / 1e9);
    }

    /// Beside its column; before it where that is the last one.
    private int note(int at, Note note, boolean current) {
        bars(at);
        Style style = current ? Style.of(Colour.RED).strong() : Style.of(Colour.RED);
        String text = Label.of(note.remark());
        int x = x(note.column());
        if (note.column() > 0 && note.column() == columns - 1) {
            String cut = Width.cut(text, x - TIMES - 4);
            draw(at, x - Width.of(cut) - 1, 0, cut + " ●", style);
        } else {
            draw(at, x, 0, "● " + text, style);
        }
        times(at, at, note, current);
        return 1;
    }

    private Style style(Arrow arrow) {
        Colour colour =
                switch (settings.colours) {
                    case REQUEST ->
                            arrow.passed().message() instanceof SipRequest
                                    ? Colour.RED
                                    : Colour.GREEN;
                    case CSEQ -> wheel(arrow.passed().message().cSeq().number());
                    case CALL_ID -> wheel(arrow.marks().flow());
                    case BRANCH -> wheel(arrow.marks().branch());
                };
        return Style.of(colour);
    }

    private static Colour wheel(long number) {
        return WHEEL.get((int) Math.floorMod(number, (long) WHEEL.size()));
    }
}
