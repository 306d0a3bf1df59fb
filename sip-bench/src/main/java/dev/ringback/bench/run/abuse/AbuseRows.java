package dev.ringback.bench.run.abuse;

import dev.ringback.bench.run.Session;
import dev.ringback.bench.run.Visit;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Measure;
import dev.ringback.bench.run.report.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// The rows about what others must not do to good calls: the p99 of their wait from INVITE to 200,
/// with and without the disturbance in turns on one server, and the ratio of the two medians.
public final class AbuseRows {
    private static final int RATE = 500;
    private static final int PAIRS = 5;
    private static final int SECONDS = 10;
    /// The server gives up on a message that is not complete after 30 s: that falls into the
    /// measurement, too.
    private static final Duration SETTLE = Duration.ofSeconds(25);

    /// What was begun is over after so long: a TLS handshake is given up after 10 s.
    private static final Duration AFTERMATH = Duration.ofSeconds(12);

    private static final int SLOW = 5_000;
    private static final int SILENT = 100;
    private static final int HOPELESS_RATE = 50;

    private AbuseRows() {}

    /// Beside connections that never say enough.
    public static void slowloris(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.PROXY, "udp");
        int port = visit.port();
        compare(visit, session, "slowloris", () -> new SlowConnections(SLOW, port));
    }

    /// Beside next hops that never answer.
    public static void blackHoles(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.TLS, "udp");
        int port = visit.port();
        HopelessCalls.Hops hops = new HopelessCalls.Hops(SILENT, port);
        try (SilentHops _ = new SilentHops(SILENT, port)) {
            compare(
                    visit,
                    session,
                    "black-holes",
                    () -> new HopelessCalls(hops, port, HOPELESS_RATE));
        }
    }

    /// Measures in turns, and each time the other one first.
    private static void compare(
            Visit visit, Session session, String name, Supplier<Disturbance> disturbance)
            throws InterruptedException {
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        long ended = 0;
        for (int i = 0; i < PAIRS; i++) {
            if (i % 2 == 0) {
                without.add(p99(visit, session, name + ", alone"));
            }
            try (Disturbance beside = disturbance.get()) {
                Thread.sleep(SETTLE);
                with.add(p99(visit, session, name));
                ended += beside.ended();
            }
            Thread.sleep(AFTERMATH);
            if (i % 2 == 1) {
                without.add(p99(visit, session, name + ", alone"));
            }
        }
        visit.remark("%s: the server ended %d parts of the disturbance".formatted(name, ended));
        String text = "%s: INVITE to 200 at %d/s, p99".formatted(name, RATE);
        without.forEach(
                p99 -> visit.add(new Measure(name + "-without", text + " alone", "us"), p99));
        with.forEach(p99 -> visit.add(new Measure(name + "-with", text + " beside it", "us"), p99));
        double ratio = Statistics.of(with).median() / Statistics.of(without).median();
        visit.add(new Measure(name + "-ratio", text + ", ratio", "x"), ratio);
    }

    private static double p99(Visit visit, Session session, String what)
            throws InterruptedException {
        Load load = Visit.calls("udp").atRate(RATE).times((long) RATE * SECONDS).with("skip", 1);
        Outcome outcome = session.measure(load).outcome();
        visit.judge(what, load, outcome);
        return outcome.latency("invite_200", "p99");
    }
}
