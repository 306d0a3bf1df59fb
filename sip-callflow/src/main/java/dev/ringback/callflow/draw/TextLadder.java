package dev.ringback.callflow.draw;

import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;
import java.util.ArrayList;
import java.util.List;

/// Draws a ladder in text, one line for each row:
///
/// ```
///       alice               ringback                bob
///  192.0.2.1:5060        192.0.2.9:5060        192.0.2.2:5060
///         │── INVITE (SDP) ────>│                     │         0.0 ms
///         │                     │── INVITE (SDP) ────>│         0.3 ms    +0.3 ms
/// ```
///
/// @param glyphs the characters that lines are made of
/// @param width the columns of the screen, at which the ladder aims; at least 40
public record TextLadder(Glyphs glyphs, int width) {
    private static final int LEAST_GAP = 14;
    private static final int TIMES = 28;
    private static final int DASHES = 6;

    /// The characters that lines are made of.
    public enum Glyphs {
        /// Lines of Unicode.
        UNICODE('│', '─', '●', 'x'),
        /// Plain ASCII, which every terminal and every mail has.
        ASCII('|', '-', '*', 'x');

        private final char vertical;
        private final char horizontal;
        private final char dot;
        private final char stop;

        Glyphs(char vertical, char horizontal, char dot, char stop) {
            this.vertical = vertical;
            this.horizontal = horizontal;
            this.dot = dot;
            this.stop = stop;
        }
    }

    /// The lines without their ends.
    public List<String> lines(Ladder ladder) {
        List<String> lines = new ArrayList<>();
        if (ladder.columns().isEmpty()) {
            return lines;
        }
        Grid grid = new Grid(ladder.columns().size(), gap(ladder));
        lines.add(heads(ladder, grid, true));
        lines.add(heads(ladder, grid, false));
        for (Row row : ladder.rows()) {
            lines.add(
                    switch (row) {
                        case Arrow arrow -> arrow(grid, arrow);
                        case Note note -> note(grid, note);
                    });
        }
        if (ladder.forgotten() > 0) {
            lines.add(" ".repeat(grid.at(0)) + ladder.forgotten() + " messages are left out");
        }
        return glyphs == Glyphs.ASCII ? lines.stream().map(TextLadder::ascii).toList() : lines;
    }

    private static String ascii(String line) {
        return line.replace("…", "~");
    }

    /// The columns of the screen between two parties: as much as labels and names want, as far as
    /// there is room.
    private int gap(Ladder ladder) {
        int wanted = LEAST_GAP;
        for (Arrow arrow : ladder.arrows()) {
            wanted = Math.max(wanted, Width.of(Label.of(arrow.passed().message())) + DASHES + 2);
        }
        for (Column column : ladder.columns()) {
            wanted = Math.max(wanted, Width.of(column.name()) + 2);
            wanted = Math.max(wanted, address(column).length() + 2);
        }
        int columns = ladder.columns().size();
        int room = (width - TIMES) / Math.max(1, columns);
        return Math.max(LEAST_GAP, Math.min(wanted, room));
    }

    private static String address(Column column) {
        String first = FlowFilter.text(column.addresses().getFirst());
        int more = column.addresses().size() - 1;
        return more == 0 ? first : first + " +" + more;
    }

    private static String heads(Ladder ladder, Grid grid, boolean names) {
        StringBuilder line = new StringBuilder();
        for (Column column : ladder.columns()) {
            String address = address(column);
            String name = column.name().equals(address) ? "" : column.name();
            line.append(Width.centred(names ? name : address, grid.gap - 1)).append(' ');
        }
        return line.toString().stripTrailing();
    }

    private String arrow(Grid grid, Arrow arrow) {
        String label = Label.of(arrow.passed().message());
        String drawn;
        if (arrow.from() == arrow.to()) {
            int room = grid.end() - grid.at(arrow.from()) - 4;
            drawn = grid.over(bars(grid), grid.at(arrow.from()) + 1, "<> " + cut(label, room));
        } else {
            int left = grid.at(Math.min(arrow.from(), arrow.to())) + 1;
            int right = grid.at(Math.max(arrow.from(), arrow.to()));
            boolean forth = arrow.to() > arrow.from();
            drawn = grid.over(bars(grid), left, shaft(label, right - left, forth, arrow.marks()));
        }
        return (drawn + times(arrow) + marks(arrow)).stripTrailing();
    }

    private static String cut(String label, int room) {
        return Width.cut(label, Math.max(1, room));
    }

    private String shaft(String label, int length, boolean forth, Ladder.Marks marks) {
        String cut = " " + cut(label, length - DASHES) + " ";
        int dashes = length - Width.of(cut) - 1;
        String begin = String.valueOf(glyphs.horizontal).repeat(Math.min(2, dashes));
        String end = String.valueOf(glyphs.horizontal).repeat(Math.max(0, dashes - 2));
        char head = marks.stopped() ? glyphs.stop : forth ? '>' : '<';
        return forth ? begin + cut + end + head : head + begin + cut + end;
    }

    private String bars(Grid grid) {
        StringBuilder line = new StringBuilder(" ".repeat(grid.end()));
        for (int i = 0; i < grid.columns; i++) {
            line.setCharAt(grid.at(i), glyphs.vertical);
        }
        return line.toString();
    }

    private static String times(Row row) {
        String since = Label.time(row.moment().since());
        String delta = Label.time(row.moment().delta());
        String after = row.moment().since().isZero() ? "" : "+" + delta;
        return " ".repeat(Math.max(1, 10 - since.length()))
                + since
                + " ".repeat(Math.max(1, 12 - after.length()))
                + after;
    }

    private static String marks(Arrow arrow) {
        String again = arrow.marks().again() ? "  again" : "";
        return arrow.marks().stopped() ? again + "  not forwarded" : again;
    }

    private String note(Grid grid, Note note) {
        String begin = bars(grid).substring(0, grid.at(note.column()));
        String text = Label.of(note.remark());
        return begin + glyphs.dot + " " + Width.cut(text, Math.max(60, width - grid.end()));
    }

    /// Where columns stand on the screen.
    ///
    /// @param columns how many parties
    /// @param gap from one to the next
    private record Grid(int columns, int gap) {
        int at(int column) {
            return gap / 2 - 1 + column * gap;
        }

        int end() {
            return at(columns - 1) + 1;
        }

        /// The line with a text over it; wide characters take the place of two.
        String over(String line, int at, String text) {
            int end = Math.min(line.length(), at + Width.of(text));
            return line.substring(0, at) + text + line.substring(end);
        }
    }
}
