package dev.ringback.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Draws trace lines as a ladder: one column for each node, an arrow for each message.
final class Ladder {
    private static final int WIDTH = 20;
    private static final int MARGIN = 14;

    private final List<Trace.Line> lines;
    private final List<String> columns;

    Ladder(List<Trace.Line> lines) {
        this.lines = lines;
        Set<String> names = new LinkedHashSet<>();
        for (Trace.Line line : lines) {
            names.add(line.from());
            if (line.to() != null) {
                names.add(line.to());
            }
        }
        this.columns = new ArrayList<>(names);
    }

    @Override
    public String toString() {
        var text = new StringBuilder(" ".repeat(MARGIN));
        for (String column : columns) {
            text.append(pad(column, WIDTH));
        }
        text.append('\n');
        for (Trace.Line line : lines) {
            text.append(row(line)).append('\n');
        }
        return text.toString();
    }

    private String row(Trace.Line line) {
        String time =
                "%6d.%06d ".formatted(line.at() / 1_000_000_000, line.at() / 1_000 % 1_000_000);
        var row = new StringBuilder(time);
        for (int i = 0; i < columns.size(); i++) {
            row.append(pad("|", WIDTH));
        }
        int from = MARGIN + columns.indexOf(line.from()) * WIDTH;
        int to = line.to() == null ? from : MARGIN + columns.indexOf(line.to()) * WIDTH;
        if (from == to) {
            put(row, from + 1, "* " + line.text());
        } else {
            arrow(row, from, to, line.text());
        }
        return row.toString().stripTrailing() + "  " + line.remark();
    }

    private static void arrow(StringBuilder row, int from, int to, String label) {
        int left = Math.min(from, to) + 1;
        int length = Math.abs(to - from) - 1;
        put(row, left, "-".repeat(length));
        int space = Math.max(0, length - label.length()) / 2;
        put(row, left + space, label);
        if (to > from) {
            put(row, to - 1, ">");
        } else {
            put(row, left, "<");
        }
    }

    private static void put(StringBuilder row, int at, String text) {
        int end = at + text.length();
        while (row.length() < end) {
            row.append(' ');
        }
        row.replace(at, end, text);
    }

    private static String pad(String text, int width) {
        return text.length() >= width
                ? text.substring(0, width - 1) + " "
                : text + " ".repeat(width - text.length());
    }
}
