package dev.ringback.callflow.draw;

import dev.ringback.callflow.FlowFilter;
import dev.ringback.callflow.draw.Ladder.Arrow;
import dev.ringback.callflow.draw.Ladder.Column;
import dev.ringback.callflow.draw.Ladder.Note;
import dev.ringback.callflow.draw.Ladder.Row;

/// Writes a ladder as a sequence diagram of Mermaid, for pages and merge requests that draw it.
public final class MermaidLadder {
    private MermaidLadder() {}

    /// The diagram, each line with its end.
    public static String text(Ladder ladder) {
        StringBuilder text = new StringBuilder("sequenceDiagram\n");
        for (int i = 0; i < ladder.columns().size(); i++) {
            Column column = ladder.columns().get(i);
            String address = FlowFilter.text(column.addresses().getFirst());
            text.append("    participant p").append(i).append(" as ");
            text.append(escaped(column.name()));
            if (!column.name().equals(address)) {
                text.append("<br/>").append(escaped(address));
            }
            text.append('\n');
        }
        for (Row row : ladder.rows()) {
            switch (row) {
                case Arrow arrow -> arrow(text, arrow);
                case Note note ->
                        text.append("    Note over p")
                                .append(note.column())
                                .append(": ")
                                .append(escaped(Label.of(note.remark())))
                                .append('\n');
            }
        }
        return text.toString();
    }

    private static void arrow(StringBuilder text, Arrow arrow) {
        String shape = arrow.marks().stopped() ? "-x" : arrow.marks().again() ? "-->>" : "->>";
        text.append("    p").append(arrow.from()).append(shape).append('p').append(arrow.to());
        text.append(": ").append(escaped(Label.of(arrow.passed().message())));
        text.append(arrow.marks().again() ? " (again)" : "");
        text.append(arrow.marks().stopped() ? " (not forwarded)" : "").append('\n');
    }

    /// Letters, digits and what means nothing to Mermaid stay; the rest is written by its number.
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        Visible.text(text)
                .codePoints()
                .forEach(
                        c -> {
                            if (Character.isLetterOrDigit(c) || " .,/()-_=+".indexOf(c) >= 0) {
                                escaped.appendCodePoint(c);
                            } else {
                                escaped.append('#').append(c).append(';');
                            }
                        });
        return escaped.toString();
    }
}
