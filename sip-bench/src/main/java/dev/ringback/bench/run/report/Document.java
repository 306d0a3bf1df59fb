package dev.ringback.bench.run.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The results as JSON: every sample, medians, and the goals with what was reached.
public final class Document {
    private final List<Goal> goals;

    /// @param goals those that the figures are held against
    public Document(List<Goal> goals) {
        this.goals = List.copyOf(goals);
    }

    /// The document.
    ///
    /// @param conditions where and how it was measured
    public Json.Item of(Json.Item conditions, Figures figures) {
        List<Json> measures = new ArrayList<>();
        figures.lines().forEach(line -> measures.add(measure(line)));
        List<Json> remarks = new ArrayList<>();
        figures.remarks().forEach(text -> remarks.add(new Json.Text(text)));
        return new Json.Item()
                .with("conditions", conditions)
                .with("measures", new Json.Sequence(measures))
                .with("remarks", new Json.Sequence(remarks));
    }

    private Json.Item measure(Figures.Line line) {
        Json.Item item =
                new Json.Item()
                        .with("id", line.measure().id())
                        .with("text", line.measure().text())
                        .with("unit", line.measure().unit());
        for (Contender contender : Contender.values()) {
            Statistics statistics = line.statistics(contender);
            if (statistics.count() > 0) {
                item =
                        item.with(
                                contender.name().toLowerCase(Locale.ROOT),
                                contender(line, contender));
            }
        }
        List<Json> held = new ArrayList<>();
        for (Goal goal : goals) {
            if (goal.measure().equals(line.measure().id())) {
                held.add(goal(goal, line));
            }
        }
        return item.with("goals", new Json.Sequence(held));
    }

    private static Json.Item contender(Figures.Line line, Contender contender) {
        Statistics statistics = line.statistics(contender);
        return new Json.Item()
                .with("median", statistics.median())
                .with("min", statistics.min())
                .with("max", statistics.max())
                .with("samples", Json.numbers(line.samples(contender)));
    }

    private static Json.Item goal(Goal goal, Figures.Line line) {
        double value = goal.value(line);
        Json reached =
                Double.isNaN(value)
                        ? new Json.Word("null")
                        : new Json.Word(Boolean.toString(goal.reached(value)));
        Json beside =
                goal.beside() == null
                        ? new Json.Word("null")
                        : new Json.Text(goal.beside().title());
        return new Json.Item()
                .with("beside", beside)
                .with(goal.most() ? "at_most" : "at_least", goal.bound())
                .with("value", value)
                .with("reached", reached);
    }
}
