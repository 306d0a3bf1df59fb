package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.contender.Variant;
import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Measure;
import java.time.Duration;

/// The row about starting.
final class StartRow {
    private static final Measure READY = new Measure("start-ready", "start to `ready`", "ms");
    private static final Measure ANSWER =
            new Measure("start-answer", "start to the first answer", "ms");
    private static final Measure MEMORY = new Measure("start-memory", "memory then (PSS)", "MiB");
    private static final int STARTS = 5;

    private StartRow() {}

    static void measure(Visit visit) throws InterruptedException {
        for (int i = 0; i < STARTS; i++) {
            try (Session session = visit.fresh(Variant.of(Setup.PROXY))) {
                if (visit.contender() == Contender.RINGBACK) {
                    visit.add(READY, milliseconds(session.server().awaitReady()));
                }
                visit.add(ANSWER, milliseconds(session.server().answered()));
                visit.add(MEMORY, session.memory() / 1048576.0);
            }
        }
    }

    private static double milliseconds(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
