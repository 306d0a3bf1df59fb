package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Measure;
import java.util.Locale;

/// The rows about calls: INVITE, 100, 180, 200, ACK, BYE and 200 through the proxy.
final class CallRows {
    private static final int[] RATES = {500, 1000, 2000};
    private static final int LATENCY_RATE = 2000;
    private static final int IN_FLIGHT = 100;
    private static final int STEPS = 12;
    private static final int SETTLE_SECONDS = 5;

    private CallRows() {}

    static void udp(Visit visit) throws InterruptedException {
        rates(visit, Setup.PROXY, "udp");
    }

    static void tcp(Visit visit) throws InterruptedException {
        rates(visit, Setup.TCP, "tcp");
    }

    static void stateless(Visit visit) throws InterruptedException {
        rates(visit, Setup.STATELESS, "udp");
    }

    static void udpClosed(Visit visit) throws InterruptedException {
        closed(visit, "udp");
    }

    static void tcpClosed(Visit visit) throws InterruptedException {
        closed(visit, "tcp");
    }

    static void udpClean(Visit visit) throws InterruptedException {
        clean(visit, "udp");
    }

    static void tcpClean(Visit visit) throws InterruptedException {
        clean(visit, "tcp");
    }

    private static Setup setup(String transport) {
        return transport.equals("tcp") ? Setup.TCP : Setup.PROXY;
    }

    /// CPU time of a call at three rates.
    private static void rates(Visit visit, Setup setup, String transport)
            throws InterruptedException {
        Session session = visit.warm(setup, transport);
        String name = setup == Setup.STATELESS ? "stateless" : transport;
        for (int i = 0; i < visit.plan().repetitions(); i++) {
            for (int rate : RATES) {
                Load load =
                        Visit.calls(transport)
                                .atRate(rate)
                                .times((long) rate * visit.plan().seconds());
                Session.Reading reading = session.measure(load);
                String text = "%s, CPU of a call at %,d/s".formatted(title(name), rate);
                visit.add(new Measure(name + "-" + rate, text, "us"), reading.cpu());
                visit.judge(title(name) + " at " + rate + "/s", load, reading.outcome());
            }
        }
        visit.add(
                new Measure(name + "-memory", title(name) + ", memory after it (PSS)", "MiB"),
                session.memory() / 1048576.0);
    }

    /// Percentiles of the wait from INVITE to 200.
    static void latency(Visit visit) throws InterruptedException {
        Session session = visit.warm(Setup.PROXY, "udp");
        Load load =
                Visit.calls("udp")
                        .atRate(LATENCY_RATE)
                        .times((long) LATENCY_RATE * visit.plan().latency())
                        .with("skip", 2);
        Outcome outcome = session.measure(load).outcome();
        visit.judge("latency", load, outcome);
        for (String percentile : new String[] {"p50", "p99", "p999"}) {
            String number = percentile.replace("p999", "p99.9");
            String text = "UDP, INVITE to 200 at 2,000/s, " + number;
            visit.add(
                    new Measure("latency-" + percentile, text, "us"),
                    outcome.latency("invite_200", percentile));
        }
    }

    /// How many calls a second are done when one begins as soon as one ends.
    private static void closed(Visit visit, String transport) throws InterruptedException {
        Session session = visit.warm(setup(transport), transport);
        Session.Reading reading = session.measure(closedLoad(visit, transport));
        String title = title(transport);
        visit.add(
                new Measure(transport + "-closed", title + ", calls with 100 in flight", "per s"),
                reading.outcome().rate());
        visit.add(
                new Measure(transport + "-closed-cpu", title + ", CPU of a call then", "us"),
                reading.cpu());
        visit.judge(title + " with 100 in flight", closedLoad(visit, transport), reading.outcome());
        session.closedRate(transport, reading.outcome().rate());
    }

    private static Load closedLoad(Visit visit, String transport) {
        boolean jain = visit.contender() == Contender.JAIN;
        long count = (jain ? 1_500L : 10_000L) * visit.plan().seconds();
        return Visit.calls(transport).inFlight(IN_FLIGHT).times(count);
    }

    /// The highest rate without a failure, a retransmission or a late answer.
    private static void clean(Visit visit, String transport) throws InterruptedException {
        Session session = visit.warm(setup(transport), transport);
        double closed = session.closedRate(transport);
        if (Double.isNaN(closed)) {
            closed = session.load(closedLoad(visit, transport)).rate();
        }
        RateSearch search = new RateSearch(rate -> carries(visit, session, transport, rate), STEPS);
        visit.add(
                new Measure(
                        transport + "-clean",
                        title(transport) + ", highest rate without a fault",
                        "per s"),
                search.highest((int) (closed * 0.6)));
    }

    private static boolean carries(Visit visit, Session session, String transport, int rate)
            throws InterruptedException {
        Thread.sleep(SETTLE_SECONDS * 1000L);
        Load load = Visit.calls(transport).atRate(rate).times((long) rate * visit.plan().seconds());
        Outcome outcome = session.load(load);
        boolean clean = outcome.clean(load);
        System.err.printf(
                "bench:   %s: %,d/s is %s (%s, %.0f/s)%n",
                visit.contender().title(),
                rate,
                clean ? "clean" : "not clean",
                outcome.faults(),
                outcome.rate());
        return clean;
    }

    private static String title(String name) {
        return name.length() == 3 ? name.toUpperCase(Locale.ROOT) : name;
    }
}
