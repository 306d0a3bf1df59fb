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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows about what others must not do to good calls: the p99 of their wait from INVITE to 200,
/// with and without the disturbance in turns on one server, and the ratio of the medians.
public final class AbuseRows {
    private static final int RATE = 500;
    private static final int ROUNDS = 5;
    private static final int SECONDS = 10;
    /// The server gives up on a message that is not complete after 30 s: that falls into the
    /// measurement, too.
    private static final Duration SETTLE = Duration.ofSeconds(25);

    /// What was begun is over after so long: a TLS handshake is given up after 10 s.
    private static final Duration AFTERMATH = Duration.ofSeconds(12);

    private static final int SLOW = 5_000;
    private static final int SILENT = 100;

    /// Few beside the good calls, which more load alone slows down: 50 a second to busy users cost
    /// 6 to 14 % of the p99.
    private static final int HOPELESS_RATE = 10;

    private static final Beside ALONE = new Beside("without", "alone", null);

    private final Visit visit;
    private final Session session;
    private final String name;
    private long ended;

    private AbuseRows(Visit visit, Session session, String name) {
        this.visit = visit;
        this.session = session;
        this.name = name;
    }

    /// Beside connections that never say enough.
    public static void slowloris(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.PROXY, "udp");
        int port = visit.port();
        Beside slow = new Beside("with", "beside it", () -> new SlowConnections(SLOW, port));
        new AbuseRows(visit, session, "slowloris").compare(List.of(ALONE, slow));
    }

    /// Beside next hops that never answer, and beside as many calls to users who are busy: what is
    /// left between both is what the silence costs.
    public static void blackHoles(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.TLS, "udp");
        int port = visit.port();
        var silent = new HopelessCalls.Callees("silent", "tls", SILENT, port);
        var busy = new HopelessCalls.Callees("busy", "udp", SILENT, port);
        try (SilentHops _ = new SilentHops(SILENT, port);
                BusyUsers _ = new BusyUsers(SILENT, port)) {
            Supplier<Disturbance> refused = () -> new HopelessCalls(busy, port, HOPELESS_RATE);
            Supplier<Disturbance> unheard = () -> new HopelessCalls(silent, port, HOPELESS_RATE);
            new AbuseRows(visit, session, "black-holes")
                    .compare(
                            List.of(
                                    ALONE,
                                    new Beside("busy", "beside calls to the busy", refused),
                                    new Beside("with", "beside it", unheard)));
        }
    }

    /// What the good calls run beside.
    ///
    /// @param id for the figures
    /// @param text for people
    /// @param disturbance null for nothing
    private record Beside(String id, String text, @Nullable Supplier<Disturbance> disturbance) {}

    /// Measures all of them in turns, every second time the last one first. The first round only
    /// warms the paths up that the disturbance takes, and does not count.
    private void compare(List<Beside> all) throws InterruptedException {
        Map<Beside, List<Double>> samples = new LinkedHashMap<>();
        for (int i = 0; i <= ROUNDS; i++) {
            for (Beside each : i % 2 == 0 ? all : all.reversed()) {
                double sample = sample(each);
                if (i > 0) {
                    samples.computeIfAbsent(each, _ -> new ArrayList<>()).add(sample);
                }
            }
        }
        samples.forEach(this::tell);
        double alone = median(samples.getOrDefault(ALONE, List.of()));
        for (Beside each : all.subList(1, all.size())) {
            String id = name + '-' + each.id() + "-ratio";
            Measure ratio = new Measure(id, text(each) + " to alone", "x");
            visit.add(ratio, median(samples.getOrDefault(each, List.of())) / alone);
        }
        visit.remark("%s: the server ended %d parts of the disturbance".formatted(name, ended));
    }

    private void tell(Beside beside, List<Double> samples) {
        Measure measure = new Measure(name + '-' + beside.id(), text(beside), "us");
        samples.forEach(sample -> visit.add(measure, sample));
    }

    private String text(Beside beside) {
        return "%s: INVITE to 200 at %d/s, p99 %s".formatted(name, RATE, beside.text());
    }

    private static double median(List<Double> samples) {
        return Statistics.of(samples).median();
    }

    private double sample(Beside beside) throws InterruptedException {
        Supplier<Disturbance> made = beside.disturbance();
        if (made == null) {
            return p99(text(beside));
        }
        try (Disturbance disturbance = made.get()) {
            Thread.sleep(SETTLE);
            double p99 = p99(text(beside));
            ended += disturbance.ended();
            return p99;
        } finally {
            Thread.sleep(AFTERMATH);
        }
    }

    /// From the moment in which the INVITE was sent: that the generator is late, because what
    /// disturbs takes the processor from it, is not the server's doing.
    private double p99(String what) throws InterruptedException {
        Load load = Visit.calls("udp").atRate(RATE).times((long) RATE * SECONDS).with("skip", 1);
        Outcome outcome = session.measure(load).outcome();
        visit.judge(what, load, outcome);
        return outcome.latency("sent_200", "p99");
    }
}
