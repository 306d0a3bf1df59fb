package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.contender.Variant;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.report.Measure;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The row about what it costs to remember calls: the messages of each, and the causes of what
/// became of it.
final class RecordedRow {
    private static final int RATE = 2000;

    /// In this order and back, so that what drifts meanwhile is shared.
    private static final List<Setup> TURNS =
            List.of(Setup.PROXY, Setup.UNRECORDED, Setup.UNRECORDED, Setup.PROXY);

    private RecordedRow() {}

    static void measure(Visit visit) throws InterruptedException {
        Map<Setup, Double> sums = new EnumMap<>(Setup.class);
        for (Setup setup : TURNS) {
            sums.merge(setup, cpu(visit, setup), Double::sum);
        }
        double remembered = sums.getOrDefault(Setup.PROXY, Double.NaN) / 2;
        double not = sums.getOrDefault(Setup.UNRECORDED, Double.NaN) / 2;
        visit.add(
                new Measure("recorded", "UDP, CPU of a call that is remembered", "us"), remembered);
        visit.add(new Measure("unrecorded", "UDP, CPU of a call that is not", "us"), not);
        visit.add(
                new Measure("recorded-ratio", "the first by the second", "times"),
                remembered / not);
    }

    private static double cpu(Visit visit, Setup setup) throws InterruptedException {
        try (Session session = visit.fresh(Variant.of(setup))) {
            visit.warm(session, "udp");
            Load load = Visit.calls("udp").atRate(RATE).times((long) RATE * visit.plan().seconds());
            double sum = 0;
            for (int i = 0; i < visit.plan().repetitions(); i++) {
                Session.Reading reading = session.measure(load);
                visit.judge(setup + " at " + RATE + "/s", load, reading.outcome());
                sum += reading.cpu();
            }
            return sum / visit.plan().repetitions();
        }
    }
}
