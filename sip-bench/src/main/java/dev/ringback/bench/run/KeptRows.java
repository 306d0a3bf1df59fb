package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.contender.Variant;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Measure;
import java.nio.file.Path;
import java.time.Duration;

/// The rows about a million bindings on disk: what they weigh, how long a start with them takes,
/// and what calls notice of their end.
final class KeptRows {
    /// All at once: a heap that grows is collected as a whole, and calls wait for that.
    private static final String LARGE_HEAP = "-Xms3g -Xmx3g -Xmn32m";

    private static final int MILLION = 1_000_000;
    private static final int IN_FLIGHT = 500;
    private static final int STARTS = 3;

    /// What the generator takes for a million, and more.
    private static final Duration REGISTERING = Duration.ofSeconds(150);

    /// Calls go on for so long before and after the second in which the bindings end.
    private static final Duration AROUND = Duration.ofSeconds(8);

    private static final int CALL_RATE = 500;

    private KeptRows() {}

    private static Variant variant() {
        return Variant.of(Setup.KEPT).withJava(LARGE_HEAP);
    }

    static void restart(Visit visit) throws InterruptedException {
        visit.remark("bindings on disk were counted in a heap of 3 GiB");
        Path folder = visit.folder();
        try (Session session = visit.fresh(variant(), folder)) {
            visit.warm(session, "udp");
            Thread.sleep(MemoryRows.FORGOTTEN);
            long before = Heap.live(session.server().pid());
            register(session, Load.registrations());
            Thread.sleep(MemoryRows.FORGOTTEN);
            double grown = Heap.live(session.server().pid()) - before;
            visit.add(
                    new Measure("kept-binding", "a binding on disk of 1,000,000, heap", "B"),
                    grown / (MILLION - Session.USERS));
        }
        for (int i = 0; i < STARTS; i++) {
            try (Session session = visit.fresh(variant(), folder)) {
                double took = session.server().awaitReady().toNanos() / 1e6;
                visit.add(new Measure("kept-restart", "start with 1,000,000 bindings", "ms"), took);
                Load all = Load.calls().with("users", MILLION);
                Load calls = all.atRate(CALL_RATE).times(CALL_RATE * AROUND.toSeconds());
                visit.judge("calls after a start", calls, session.load(calls));
            }
        }
    }

    private static void register(Session session, Load registrations) throws InterruptedException {
        Load load = registrations.inFlight(IN_FLIGHT).times(MILLION).with("users", MILLION);
        Outcome outcome = session.load(load);
        if (outcome.ok() != MILLION) {
            throw new BenchException("only " + outcome.ok() + " bindings");
        }
    }

    /// Users that stay are called while a million others end in one second.
    static void expiry(Visit visit) throws InterruptedException {
        try (Session session = visit.fresh(variant(), visit.folder())) {
            long until = System.currentTimeMillis() / 1_000 + REGISTERING.toSeconds();
            register(session, Load.registrations().with("until", until));
            visit.warm(session, "udp");
            Load load =
                    Visit.calls("udp")
                            .atRate(CALL_RATE)
                            .times(2 * CALL_RATE * AROUND.toSeconds())
                            .with("skip", 2);
            slowest(visit, session, load, "expiry-before", "before they end");
            long wait = until * 1_000 - AROUND.toMillis() - System.currentTimeMillis();
            if (wait < 0) {
                throw new BenchException("a million registrations took too long");
            }
            Thread.sleep(wait);
            slowest(visit, session, load, "expiry-delay", "while they end");
        }
    }

    private static void slowest(Visit visit, Session session, Load load, String id, String when)
            throws InterruptedException {
        Outcome outcome = session.load(load);
        visit.judge("calls " + when, load, outcome);
        visit.add(
                new Measure(id, "UDP, INVITE to 200, the slowest " + when, "ms"),
                outcome.latency("invite_200", "max") / 1e3);
    }
}
