package dev.ringback.bench.run.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The table of medians in Markdown, its columns aligned: for each measure every contender's median
/// with min and max, the ratio of Ringback's to the others', and whether the goals are reached.
public final class Table {
    private static final List<String> HEAD =
            List.of(
                    "measured",
                    "unit",
                    "Ringback",
                    "Kamailio",
                    "JAIN-SIP",
                    "to Kamailio",
                    "to JAIN-SIP",
                    "goals");

    private final List<Goal> goals;

    /// @param goals those that the lines are held against
    public Table(List<Goal> goals) {
        this.goals = List.copyOf(goals);
    }

    /// The lines of the table, and the remarks below it.
    public String text(Figures figures) {
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        for (Figures.Line line : figures.lines()) {
            rows.add(cells(line));
        }
        int[] widths = new int[HEAD.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> out = new ArrayList<>();
        rows.forEach(row -> out.add(line(row, widths)));
        out.add(1, rule(widths));
        figures.remarks().forEach(remark -> out.add("\n- " + remark));
        return String.join("\n", out) + "\n";
    }

    private List<String> cells(Figures.Line line) {
        List<String> cells = new ArrayList<>();
        cells.add(line.measure().text());
        cells.add(line.measure().unit());
        for (Contender contender : Contender.values()) {
            cells.add(cell(line.statistics(contender)));
        }
        cells.add(ratio(line, Contender.KAMAILIO));
        cells.add(ratio(line, Contender.JAIN));
        cells.add(
                goals.stream()
                        .filter(goal -> goal.measure().equals(line.measure().id()))
                        .map(goal -> verdict(goal, line))
                        .collect(Collectors.joining(", ")));
        return cells;
    }

    private static String verdict(Goal goal, Figures.Line line) {
        double value = goal.value(line);
        String beside = goal.beside() == null ? "" : " " + goal.beside().title();
        String met = Double.isNaN(value) ? "not measured" : goal.reached(value) ? "met" : "NOT MET";
        return goal.text() + beside + ": " + met;
    }

    private static String ratio(Figures.Line line, Contender other) {
        double own = line.statistics(Contender.RINGBACK).median();
        double theirs = line.statistics(other).median();
        double ratio = own / theirs;
        return Double.isFinite(ratio) ? String.format(Locale.ROOT, "%.2f", ratio) : "";
    }

    /// A median with min and max, e.g. `93 (91-97)`; the median alone when it is all there is.
    static String cell(Statistics statistics) {
        if (statistics.count() == 0) {
            return "";
        }
        String median = number(statistics.median());
        return statistics.count() == 1
                ? median
                : median + " (" + number(statistics.min()) + "-" + number(statistics.max()) + ")";
    }

    private static String number(double value) {
        boolean small = Math.abs(value) < 10 && value != Math.rint(value);
        return String.format(Locale.ROOT, small ? "%.2f" : "%,.0f", value);
    }

    private static String rule(int[] widths) {
        StringBuilder out = new StringBuilder("|");
        for (int width : widths) {
            out.repeat("-", width + 2).append('|');
        }
        return out.toString();
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder out = new StringBuilder("|");
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            out.append(' ').append(cell).repeat(" ", widths[i] - cell.length()).append(" |");
        }
        return out.toString();
    }
}
