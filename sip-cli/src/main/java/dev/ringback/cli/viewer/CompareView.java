package dev.ringback.cli.viewer;

import dev.ringback.callflow.Passed;
import dev.ringback.callflow.draw.Visible;
import dev.ringback.callflow.draw.Width;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Two messages beside each other; lines that the other has not are marked.
final class CompareView implements View {
    private static final List<Keys.Hint> HINTS =
            List.copyOf(Keys.hints("Esc", "Back", "Up/Down", "Scroll"));

    private final Passed left;
    private final Passed right;
    private final Cursor cursor = new Cursor();
    private int room = 1;

    CompareView(Passed left, Passed right) {
        this.left = left;
        this.right = right;
    }

    @Override
    public void draw(Canvas canvas) {
        int half = canvas.columns() / 2;
        List<String> one = Visible.lines(left.message());
        List<String> other = Visible.lines(right.message());
        room = Math.max(1, canvas.rows() - 2);
        cursor.fit(size(), 1);
        canvas.fill(0, Style.TITLE);
        canvas.put(0, 0, half - 1, MessageText.head(left), Style.TITLE);
        canvas.put(0, half + 1, half - 1, MessageText.head(right), Style.TITLE);
        for (int i = 0; i < room; i++) {
            canvas.put(i + 1, half - 1, "│", Style.FRAME);
        }
        side(canvas, 0, half - 1, one, new HashSet<>(other));
        side(canvas, half + 1, canvas.columns() - half - 1, other, new HashSet<>(one));
        Keys.draw(canvas, HINTS);
    }

    private void side(
            Canvas canvas, int column, int width, List<String> lines, Set<String> others) {
        for (int i = 0; i < room && cursor.at() + i < lines.size(); i++) {
            String line = lines.get(cursor.at() + i);
            boolean same = line.isEmpty() || others.contains(line);
            Style style = same ? Style.NORMAL : Style.DIFFERENT;
            canvas.put(i + 1, column, Width.cut(line, width), style);
        }
    }

    private int size() {
        int longest =
                Math.max(
                        Visible.lines(left.message()).size(),
                        Visible.lines(right.message()).size());
        return Math.max(1, longest - room + 1);
    }

    @Override
    public boolean press(Key key) {
        return !cursor.press(key, size(), 1)
                && List.of("Esc", "q", "Q", "Enter", "Ctrl-C").contains(key.name());
    }
}
