package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.contender.Variant;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Measure;

/// The rows about how things scale.
final class ScaleRows {
    private static final int HEAP_RATE = 2000;
    private static final int HEAP_SECONDS = 600;
    private static final int RATE = 1000;
    private static final int[] BODIES = {0, 1_000, 4_000, 16_000};
    private static final int[] RINGING = {0, 1_000, 5_000};

    /// Calls of a new kind that are not measured, so that a JVM has compiled what they need.
    private static final int REHEARSED = 10_000;

    private ScaleRows() {}

    /// Ten minutes of calls with little memory.
    static void heap(Visit visit) throws InterruptedException {
        Variant small = Variant.of(Setup.PROXY).withJava("-Xmx256m");
        try (Session session = visit.fresh(small)) {
            session.register(Session.USERS, "udp");
            Load load = Visit.calls("udp").atRate(HEAP_RATE).times((long) HEAP_RATE * HEAP_SECONDS);
            Session.Reading reading = session.measureOnce(load);
            Outcome outcome = reading.outcome();
            String what = "256 MiB, 2,000/s, 10 min: ";
            visit.add(
                    new Measure("heap-faults", what + "calls with a fault", ""),
                    (double) (load.count() - outcome.ok() + outcome.faults().sum()));
            visit.add(new Measure("heap-cpu", what + "CPU of a call", "us"), reading.cpu());
            visit.add(
                    new Measure("heap-p99", what + "INVITE to 200, p99", "us"),
                    outcome.latency("invite_200", "p99"));
            visit.add(
                    new Measure("heap-memory", what + "memory (PSS)", "MiB"),
                    session.memory() / 1048576.0);
            visit.judge("a heap of 256 MiB", load, outcome);
        }
    }

    static void body(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.TCP, "tcp");
        for (int octets : BODIES) {
            Load load =
                    Visit.calls("tcp")
                            .with("body", octets)
                            .atRate(RATE)
                            .times((long) RATE * visit.plan().seconds());
            Outcome _ = session.load(load.times(REHEARSED));
            Session.Reading reading = session.measure(load);
            String text = "TCP, CPU of a call with bodies of %,d B".formatted(octets);
            visit.add(new Measure("body-" + octets, text, "us"), reading.cpu());
            visit.judge("bodies of " + octets + " B", load, reading.outcome());
        }
    }

    /// Calls that ring for a while, so that their INVITE transactions are open.
    static void open(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.PROXY, "udp");
        for (int ring : RINGING) {
            long seconds = visit.plan().seconds() + 2L * ring / 1000;
            Load load =
                    Visit.calls("udp")
                            .with("ring", ring)
                            .with("drain", 3 + ring / 1000)
                            .atRate(RATE)
                            .times(RATE * seconds);
            Outcome _ = session.load(load.times(REHEARSED));
            Session.Reading reading = session.measure(load);
            String text = "UDP, CPU of a call while %,d ring".formatted(ring * RATE / 1000);
            visit.add(new Measure("open-" + ring * RATE / 1000, text, "us"), reading.cpu());
            // those that began last ring on after the others, so its rate in all says nothing
            visit.judge("calls that ring " + ring + " ms", load.atRate(0), reading.outcome());
        }
    }

    /// The server on one processor, on two, and so on, each with as many loops.
    static void cores(Visit visit) throws InterruptedException {
        int all = Runtime.getRuntime().availableProcessors();
        for (int number = 1; number <= all; number *= 2) {
            String cpus = "0-" + (number - 1);
            Variant variant = Variant.of(Setup.PROXY).on(cpus, number);
            try (Session session = visit.fresh(variant)) {
                visit.warm(session, "udp");
                boolean jain = visit.contender() == Contender.JAIN;
                long count = (jain ? 1_500L : 8_000L) * visit.plan().seconds();
                Load load = Visit.calls("udp").inFlight(100).times(count);
                Session.Reading reading = session.measure(load);
                String on = number == 1 ? " on 1 processor" : " on " + number + " processors";
                visit.add(
                        new Measure("cores-" + number, "UDP, calls, 100 in flight," + on, "per s"),
                        reading.outcome().rate());
                visit.add(
                        new Measure("cores-" + number + "-cpu", "UDP, CPU of a call," + on, "us"),
                        reading.cpu());
                visit.judge("100 in flight" + on, load, reading.outcome());
            }
        }
    }
}
