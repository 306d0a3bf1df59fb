package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Place;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.contender.Variant;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Measure;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/// The rows about memory. Ringback's is what its heap's histogram counts after a full collection;
/// beside it, and for the others alone, stands by how much the process grows (PSS).
final class MemoryRows {
    /// After so long no transaction waits any more. RFC 3261 §17, Timers D, H and J.
    static final Duration FORGOTTEN = Duration.ofSeconds(36);

    /// A million bindings of 1,200 octets and the server itself.
    private static final String LARGE_HEAP = "-Xmx3g";

    private static final int[] BINDINGS = {1_000, 10_000, 100_000, 1_000_000};
    private static final int QUICK_BINDINGS = 100_000;
    private static final int CALL_RATE = 1000;
    private static final int BURST = 10_000;
    private static final int BURST_RATE = 4000;
    private static final int TRANSACTIONS_OF_A_CALL = 4;
    private static final int CONNECTED = 20_000;
    private static final int OVER_TLS = 4_000;

    /// Files that a process has open beside its connections.
    private static final int OTHER_FILES = 500;

    private static final int FIRST = 500;

    private MemoryRows() {}

    /// Registers more and more users; then calls them, so that the look-up's share shows.
    static void bindings(Visit visit) throws InterruptedException {
        Variant variant = Variant.of(Setup.PROXY);
        if (visit.contender() == Contender.RINGBACK) {
            variant = variant.withJava(LARGE_HEAP);
            visit.remark("bindings were counted in a heap of 3 GiB");
        }
        try (Session session = visit.fresh(variant)) {
            visit.warm(session, "udp");
            Thread.sleep(FORGOTTEN);
            Held before = Held.by(session);
            for (int number : BINDINGS) {
                if (visit.plan().quick() && number > QUICK_BINDINGS) {
                    break;
                }
                bindings(visit, session, number, before);
            }
        }
    }

    private static void bindings(Visit visit, Session session, int number, Held before)
            throws InterruptedException {
        Load registrations = Load.registrations().inFlight(100).times(number).with("users", number);
        Outcome outcome = session.load(registrations);
        if (outcome.ok() != number) {
            throw new BenchException("only " + outcome.ok() + " of " + number + " bindings");
        }
        Thread.sleep(FORGOTTEN);
        int more = Math.max(1, number - Session.USERS);
        if (number > Session.USERS) {
            String text = "a binding of %,d".formatted(number);
            grown(visit, new Measure("binding-" + number, text, "B"), before.until(session), more);
        }
        Load calls =
                Load.calls()
                        .with("users", number)
                        .atRate(CALL_RATE)
                        .times((long) CALL_RATE * visit.plan().seconds());
        Session.Reading reading = session.measure(calls);
        String text = "UDP, CPU of a call among %,d bindings".formatted(number);
        visit.add(new Measure("lookup-" + number, text, "us"), reading.cpu());
        visit.judge(number + " bindings", calls, reading.outcome());
    }

    /// Leaves the transactions of 10,000 calls behind.
    static void transactions(Visit visit) throws InterruptedException {
        try (Session session = visit.fresh(Variant.of(Setup.PROXY))) {
            session.register(Session.USERS, "udp");
            session.load(Visit.calls("udp").atRate(FIRST).times(FIRST));
            Thread.sleep(FORGOTTEN);
            Held before = Held.by(session);
            Load load = Visit.calls("udp").atRate(BURST_RATE).times(BURST).with("drain", 1);
            Outcome outcome = session.load(load);
            Held growth = before.until(session);
            visit.judge("waiting transactions", load, outcome);
            grown(visit, new Measure("call-waiting", "what waits of a call", "B"), growth, BURST);
            if (visit.contender() == Contender.RINGBACK) {
                visit.add(
                        new Measure("transaction", "a waiting transaction, heap", "B"),
                        (double) growth.heap() / BURST / TRANSACTIONS_OF_A_CALL);
            }
        }
    }

    static void connections(Visit visit) throws InterruptedException {
        connected(visit, false, new Measure("connection", "an idle TCP connection", "B"));
    }

    static void agents(Visit visit) throws InterruptedException {
        connected(visit, true, new Measure("agent", "a registered agent on TCP", "B"));
    }

    static void tlsConnections(Visit visit) throws InterruptedException {
        try (Session session = visit.fresh(Variant.of(Setup.TLS))) {
            InetSocketAddress server = new InetSocketAddress(Place.TLS_HOST, visit.port());
            SSLContext tls = Credulous.context();
            try (Connections _ = new Connections(FIRST, server, tls)) {
                Thread.sleep(Duration.ofSeconds(1));
            }
            Thread.sleep(FORGOTTEN);
            Held before = Held.by(session);
            try (Connections _ = new Connections(OVER_TLS, server, tls)) {
                Thread.sleep(Duration.ofSeconds(2));
                Measure measure = new Measure("tls-connection", "an idle TLS connection", "B");
                grown(visit, measure, before.until(session), OVER_TLS);
            }
        }
    }

    private static void connected(Visit visit, boolean registered, Measure measure)
            throws InterruptedException {
        try (Session session = visit.fresh(Variant.of(Setup.PROXY))) {
            int port = visit.port();
            try (Connections first = new Connections(FIRST, port)) {
                first.register();
            }
            Thread.sleep(FORGOTTEN);
            Held before = Held.by(session);
            int connected = connected();
            try (Connections connections = new Connections(connected, port)) {
                if (registered) {
                    connections.register();
                }
                Thread.sleep(Duration.ofSeconds(2));
                int number = registered ? connected - FIRST : connected;
                grown(visit, measure, before.until(session), number);
            }
        }
    }

    /// As many connections as are wanted and as a process of this machine may have open.
    private static int connected() {
        long files = OpenFiles.most() - OTHER_FILES;
        return (int) Math.max(FIRST + 1, Math.min(CONNECTED, files));
    }

    private static void grown(Visit visit, Measure measure, Held growth, int number) {
        if (visit.contender() == Contender.RINGBACK) {
            Measure heap = new Measure(measure.id(), measure.text() + ", heap", measure.unit());
            visit.add(heap, (double) growth.heap() / number);
        }
        String text = String.format(Locale.ROOT, "%s, PSS", measure.text());
        visit.add(
                new Measure(measure.id() + "-pss", text, measure.unit()),
                (double) growth.process() / number);
    }

    /// What a server holds.
    ///
    /// @param heap the live objects of Ringback's, in octets; 0 for others
    /// @param process all memory, shared in parts, in octets
    private record Held(long heap, long process) {
        static Held by(Session session) throws InterruptedException {
            boolean ours = session.contender() == Contender.RINGBACK;
            long process = session.memory();
            return new Held(ours ? Heap.live(session.server().pid()) : 0, process);
        }

        Held until(Session session) throws InterruptedException {
            Held later = by(session);
            return new Held(later.heap - heap, later.process - process);
        }
    }
}
