package dev.ringback.callflow.draw;

import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;
import java.util.List;

/// Draws a ladder as SVG without script: light or dark as the reader's screen is, a colour for each
/// branch, dashed where a message passed again. Colours are the variables `--ladder-…` of CSS,
/// which a page around it may set.
public final class SvgLadder {
    /// How many colours there are for branches, the classes `b0` to `b7`.
    static final int COLOURS = 8;

    /// The style that the drawing needs, for pages that hold several.
    public static final String STYLE =
            """
            .ladder { --ladder-back: #ffffff; --ladder-text: #1b1f24; --ladder-dim: #6a737d; \
            --ladder-line: #c4cad1; --ladder-cause: #b42318; --ladder-0: #0b6bcb; \
            --ladder-1: #1a7f37; --ladder-2: #9a3fb5; --ladder-3: #b35900; --ladder-4: #0e7490; \
            --ladder-5: #be185d; --ladder-6: #4d5b00; --ladder-7: #5b4bc4; }
            @media (prefers-color-scheme: dark) { .ladder { --ladder-back: #14171a; \
            --ladder-text: #e6e9ec; --ladder-dim: #949da6; --ladder-line: #474e55; \
            --ladder-cause: #ff8f80; --ladder-0: #6cb4ff; --ladder-1: #6fd18b; \
            --ladder-2: #dd9bf2; --ladder-3: #ffb066; --ladder-4: #62d0e6; --ladder-5: #ff9ac4; \
            --ladder-6: #c3d55f; --ladder-7: #b3a8ff; } }
            .ladder { background: var(--ladder-back); font: 13px system-ui, sans-serif; }
            .ladder text { fill: var(--ladder-text); }
            .ladder .dim { fill: var(--ladder-dim); font-size: 11px; }
            .ladder .name { font-weight: 600; }
            .ladder .bar { stroke: var(--ladder-line); stroke-width: 1; }
            .ladder .shaft { stroke-width: 1.6; fill: none; }
            .ladder .again .shaft { stroke-dasharray: 5 4; }
            .ladder .cause { fill: var(--ladder-cause); }
            .ladder a:focus .shaft, .ladder a:hover .shaft { stroke-width: 3; }
            .ladder .b0 { --ladder-own: var(--ladder-0); }
            .ladder .b1 { --ladder-own: var(--ladder-1); }
            .ladder .b2 { --ladder-own: var(--ladder-2); }
            .ladder .b3 { --ladder-own: var(--ladder-3); }
            .ladder .b4 { --ladder-own: var(--ladder-4); }
            .ladder .b5 { --ladder-own: var(--ladder-5); }
            .ladder .b6 { --ladder-own: var(--ladder-6); }
            .ladder .b7 { --ladder-own: var(--ladder-7); }
            .ladder .arrow .shaft { stroke: var(--ladder-own); }
            .ladder .arrow .head, .ladder .arrow .label { fill: var(--ladder-own); }
            """;

    private static final int GAP = 230;
    private static final int LEFT = 130;
    private static final int RIGHT = 190;
    private static final int TOP = 58;
    private static final int ROW = 34;
    private static final int LONGEST = 30;

    private final StringBuilder svg = new StringBuilder(4_096);
    private final boolean linked;
    private final int first;

    /// @param first the number of the first arrow
    private SvgLadder(boolean linked, int first) {
        this.linked = linked;
        this.first = first;
    }

    /// The drawing as a file of its own.
    public static String file(Ladder ladder) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + new SvgLadder(false, 1).draw(ladder, "<style>\n" + STYLE + "</style>\n");
    }

    /// The drawing to stand in a page that has [#STYLE]. Each arrow leads to `#mN`, N being its
    /// number.
    ///
    /// @param before how many arrows the page has before
    public static String element(Ladder ladder, int before) {
        return new SvgLadder(true, before + 1).draw(ladder, "");
    }

    private String draw(Ladder ladder, String style) {
        int columns = ladder.columns().size();
        int width = LEFT + Math.max(0, columns - 1) * GAP + RIGHT;
        int height = TOP + ladder.rows().size() * ROW + 40;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ladder\" role=\"img\"");
        svg.append(" aria-label=\"call flow\" width=\"").append(width).append("\" height=\"");
        svg.append(height).append("\" viewBox=\"0 0 ").append(width).append(' ');
        svg.append(height).append("\">\n").append(style);
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"var(--ladder-back)\"/>\n");
        for (int i = 0; i < columns; i++) {
            column(ladder.columns().get(i), x(i), height - 30);
        }
        rows(ladder.rows());
        if (ladder.forgotten() > 0) {
            text("dim", LEFT, height - 12, "start", ladder.forgotten() + " messages are left out");
        }
        return svg.append("</svg>\n").toString();
    }

    private static int x(int column) {
        return LEFT + column * GAP;
    }

    private void column(Column column, int x, int bottom) {
        String address = FlowFilter.text(column.addresses().getFirst());
        if (!column.name().equals(address)) {
            text("name", x, 22, "middle", Width.cut(column.name(), LONGEST));
        }
        int more = column.addresses().size() - 1;
        text("dim", x, 40, "middle", more == 0 ? address : address + " +" + more);
        svg.append("<line class=\"bar\" x1=\"").append(x).append("\" y1=\"48\" x2=\"");
        svg.append(x).append("\" y2=\"").append(bottom).append("\"/>\n");
    }

    private void rows(List<Row> rows) {
        int number = first;
        for (int i = 0; i < rows.size(); i++) {
            int y = TOP + i * ROW + ROW - 8;
            Row row = rows.get(i);
            text("dim", 8, y + 4, "start", Label.time(row.moment().since()));
            switch (row) {
                case Arrow arrow -> arrow(arrow, number++, y);
                case Note note -> note(note, y);
            }
        }
    }

    private void arrow(Arrow arrow, int number, int y) {
        String again = arrow.marks().again() ? " again" : "";
        svg.append(linked ? "<a href=\"#m" + number + "\">" : "").append("<g class=\"arrow b");
        svg.append(arrow.marks().branch() % COLOURS).append(again).append("\"><title>");
        svg.append(Markup.escaped(title(arrow))).append("</title>");
        int from = x(arrow.from());
        int to = x(arrow.to());
        String label = Width.cut(Label.of(arrow.passed().message()), LONGEST);
        if (from == to) {
            path("M" + from + " " + (y - 8) + "h34v12h-28");
            head(from, y + 4, -1, arrow.marks().stopped());
            text("label", from + 42, y + 2, "start", label);
        } else {
            int way = to > from ? 1 : -1;
            path("M" + from + " " + y + "H" + (to - way * 7));
            head(to, y, way, arrow.marks().stopped());
            text("label", (from + to) / 2, y - 6, "middle", label);
        }
        svg.append("</g>").append(linked ? "</a>" : "").append('\n');
        marks(arrow, Math.max(from, to) + 10, y + 4);
    }

    private static String title(Arrow arrow) {
        return Label.of(arrow.passed().message())
                + ", "
                + FlowFilter.text(arrow.passed().from())
                + " to "
                + FlowFilter.text(arrow.passed().to())
                + ", +"
                + Label.time(arrow.moment().delta());
    }

    private void path(String path) {
        svg.append("<path class=\"shaft\" d=\"").append(path).append("\"/>");
    }

    /// A point, or a cross where the message stopped.
    private void head(int x, int y, int way, boolean stopped) {
        if (stopped) {
            int at = x - way * 9;
            path("M" + (at - 5) + " " + (y - 5) + "l10 10M" + (at - 5) + " " + (y + 5) + "l10 -10");
            return;
        }
        svg.append("<path class=\"head\" d=\"M").append(x).append(' ').append(y).append('l');
        svg.append(-way * 9).append(" -5v10z\"/>");
    }

    private void marks(Arrow arrow, int x, int y) {
        if (arrow.marks().stopped()) {
            text("cause", x, y, "start", "not forwarded");
        } else if (arrow.marks().again()) {
            text("dim", x, y, "start", "again");
        }
    }

    private void note(Note note, int y) {
        int x = x(note.column());
        svg.append("<g><title>").append(Markup.escaped(Label.of(note.remark())));
        svg.append("</title><circle class=\"cause\" cx=\"").append(x).append("\" cy=\"");
        svg.append(y).append("\" r=\"5\"/>");
        text("cause", x + 10, y + 4, "start", Width.cut(Label.of(note.remark()), 2 * LONGEST));
        svg.append("</g>\n");
    }

    private void text(String style, int x, int y, String anchor, String text) {
        svg.append("<text class=\"").append(style).append("\" x=\"").append(x);
        svg.append("\" y=\"").append(y).append("\" text-anchor=\"").append(anchor);
        svg.append("\">").append(Markup.escaped(text)).append("</text>");
    }
}
