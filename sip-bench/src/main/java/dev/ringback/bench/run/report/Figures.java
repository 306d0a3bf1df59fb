package dev.ringback.bench.run.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All samples of a run, in the order in which they were first taken. For one thread.
public final class Figures {
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /// The samples of one measure.
    public static final class Line {
        private final Measure measure;
        private final Map<Contender, List<Double>> samples = new EnumMap<>(Contender.class);

        private Line(Measure measure) {
            this.measure = measure;
        }

        /// What was measured.
        public Measure measure() {
            return measure;
        }

        /// All samples of a contender's.
        public List<Double> samples(Contender contender) {
            return List.copyOf(samples.getOrDefault(contender, List.of()));
        }

        /// Their middle and ends.
        public Statistics statistics(Contender contender) {
            return Statistics.of(samples(contender));
        }
    }

    /// Keeps a sample; NaN is left out.
    public void add(Measure measure, Contender contender, double sample) {
        Line line = lines.computeIfAbsent(measure.id(), _ -> new Line(measure));
        if (!Double.isNaN(sample)) {
            line.samples.computeIfAbsent(contender, _ -> new ArrayList<>()).add(sample);
        }
    }

    /// Keeps a remark for below the table: a disturbed repetition, a contender that could not do
    /// it.
    public void remark(String text) {
        if (!remarks.contains(text)) {
            remarks.add(text);
        }
    }

    /// One line for each measure.
    public List<Line> lines() {
        return List.copyOf(lines.values());
    }

    /// The remarks, in their order, each once.
    public List<String> remarks() {
        return List.copyOf(remarks);
    }
}
