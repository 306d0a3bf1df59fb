package dev.ringback.cli.viewer;

import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.Passed;
import dev.ringback.callflow.Reason;
import dev.ringback.callflow.Remark;
import dev.ringback.callflow.draw.Label;
import dev.ringback.callflow.draw.Visible;
import dev.ringback.callflow.draw.Width;
import dev.ringback.cli.viewer.Canvas.Span;
import dev.ringback.cli.viewer.Style.Colour;
import java.util.ArrayList;
import java.util.List;

/// The text of a message in lines of a width, with colours for what its parts are.
final class MessageText {
    private MessageText() {}

    /// The line over a message: when, from where, to where.
    static String head(Passed passed) {
        return ListColumn.time("uuuu/MM/dd HH:mm:ss.SSSSSS", passed.at())
                + " "
                + FlowFilter.text(passed.from())
                + " -> "
                + FlowFilter.text(passed.to());
    }

    /// @param syntax whether parts have their colours
    static List<List<Span>> lines(Passed passed, int width, boolean syntax) {
        List<List<Span>> lines = new ArrayList<>();
        List<String> text = Visible.lines(passed.message());
        boolean header = true;
        for (int i = 0; i < text.size(); i++) {
            header &= !text.get(i).isEmpty();
            wrapped(lines, text.get(i), width, style(i, header && syntax, syntax));
        }
        return lines;
    }

    /// What was decided and why, with all that it was made of.
    static List<List<Span>> lines(Remark remark, int width) {
        List<List<Span>> lines = new ArrayList<>();
        Style cause = Style.of(Colour.RED).strong();
        wrapped(lines, remark.method() + " " + remark.status(), width, cause);
        reason(lines, remark.reason(), width, "");
        return lines;
    }

    private static void reason(
            List<List<Span>> lines, Reason reason, int width, String indentation) {
        wrapped(lines, indentation + Label.text(reason), width, Style.BOLD);
        reason.facts()
                .forEach(
                        (name, value) ->
                                wrapped(
                                        lines,
                                        indentation + "  " + Visible.text(name + "=" + value),
                                        width,
                                        Style.NORMAL));
        reason.parts().forEach(part -> reason(lines, part, width, indentation + "  "));
    }

    private static Style style(int line, boolean header, boolean syntax) {
        if (line == 0 && syntax) {
            return Style.of(Colour.YELLOW).strong();
        }
        return header ? Style.of(Colour.GREEN) : Style.NORMAL;
    }

    /// Of a header line only the name has the colour.
    private static void wrapped(List<List<Span>> lines, String text, int width, Style style) {
        int colon = style.bold() ? text.length() : text.indexOf(':') + 1;
        String rest = text;
        int named = Math.max(0, colon);
        do {
            String begin = Width.begin(rest, Math.max(2, width));
            int name = Math.min(named, begin.length());
            List<Span> spans = new ArrayList<>();
            if (name > 0) {
                spans.add(new Span(begin.substring(0, name), style));
            }
            spans.add(new Span(begin.substring(name), Style.NORMAL));
            lines.add(spans);
            named -= name;
            rest = rest.substring(begin.length());
        } while (!rest.isEmpty());
    }

    /// Draws lines from a place on.
    static void draw(Canvas canvas, int row, int column, List<Span> line) {
        int at = column;
        for (Span span : line) {
            canvas.put(row, at, span.text(), span.style());
            at += Width.of(span.text());
        }
    }
}
