package dev.ringback.bench.run;

import dev.ringback.bench.run.account.Accounts;
import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Launcher;
import dev.ringback.bench.run.contender.Place;
import dev.ringback.bench.run.contender.Server;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.contender.Variant;
import dev.ringback.bench.run.load.Generator;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Figures;
import dev.ringback.bench.run.report.Measure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A contender's turn in a round: rows ask it for a server and give it what they measured. Rows
/// that want the same configuration share one server.
public final class Visit implements AutoCloseable {
    private static final int WARM_UP_RATE = 2000;

    private final Contender contender;
    private final Tools tools;
    private @Nullable Session shared;

    /// What all visits of a run use.
    ///
    /// @param place where the run takes place
    /// @param launcher how contenders are started
    /// @param generator puts load on servers
    /// @param plan how long things are measured
    /// @param figures takes what was measured
    public record Tools(
            Place place, Launcher launcher, Generator generator, Plan plan, Figures figures) {}

    Visit(Contender contender, Tools tools) {
        this.contender = contender;
        this.tools = tools;
    }

    /// Whose turn it is.
    public Contender contender() {
        return contender;
    }

    /// How long things are measured.
    public Plan plan() {
        return tools.plan();
    }

    /// The port of the servers.
    public int port() {
        return tools.place().port();
    }

    /// Keeps a sample.
    public void add(Measure measure, double sample) {
        tools.figures().add(measure, contender, sample);
        System.err.printf(
                "bench:   %s, %s: %.2f %s%n",
                contender.title(), measure.text(), sample, measure.unit());
    }

    /// Keeps a remark for below the table.
    public void remark(String text) {
        tools.figures().remark(contender.title() + ": " + text);
    }

    /// Remarks what went wrong in a load.
    public void judge(String what, Load load, Outcome outcome) {
        if (!outcome.clean(load)) {
            Outcome.Faults faults = outcome.faults();
            remark(
                    "%s: %d of %d done, %.0f/s, %d failed, %d sent again, %d late"
                            .formatted(
                                    what,
                                    outcome.ok(),
                                    load.count(),
                                    outcome.rate(),
                                    faults.failed(),
                                    faults.retransmissions(),
                                    faults.late()));
        }
    }

    /// The server with this configuration; the one before it is ended when it was configured
    /// otherwise.
    public Session shared(Setup setup) throws InterruptedException {
        if (shared != null && shared.setup() != setup) {
            close();
        }
        if (shared == null) {
            shared = start(Variant.of(setup), folder());
        }
        return shared;
    }

    /// The same with users registered, and warmed up with calls.
    ///
    /// @param transport `udp` or `tcp`
    public Session warm(Setup setup, String transport) throws InterruptedException {
        Session session = shared(setup);
        warm(session, transport);
        return session;
    }

    /// Registers users and warms up with calls, unless that was done in this session.
    void warm(Session session, String transport) throws InterruptedException {
        session.once("users", () -> session.register(Session.USERS, transport));
        int seconds = transport.equals("udp") ? plan().warmUp() : plan().warmUp() / 2;
        session.once("warm-" + transport, () -> session.load(warmUp(transport, seconds)));
    }

    /// Calls at a steady rate. JAIN-SIP, cold, collapses under them: it gets the next when one is
    /// done.
    private Load warmUp(String transport, int seconds) {
        return contender == Contender.JAIN
                ? calls(transport).inFlight(4).times(500L * seconds)
                : calls(transport).atRate(WARM_UP_RATE).times((long) WARM_UP_RATE * seconds);
    }

    /// Calls of all registered users over a transport, over TCP on 20 connections.
    public static Load calls(String transport) {
        Load load = Load.calls().with("users", Session.USERS).with("transport", transport);
        return transport.equals("tcp") ? load.with("connections", 20) : load;
    }

    /// A server for one row alone, which the row closes; the shared one is ended.
    public Session fresh(Variant variant) throws InterruptedException {
        return fresh(variant, folder());
    }

    /// A server for one row alone, in a folder where another one may have run before.
    Session fresh(Variant variant, Path folder) throws InterruptedException {
        close();
        return start(variant, folder);
    }

    /// A folder for a server.
    Path folder() {
        try {
            return Files.createTempDirectory(tools.place().work(), "server");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Session start(Variant variant, Path folder) throws InterruptedException {
        Path log = folder.resolve("log");
        ProcessBuilder command = tools.launcher().prepare(contender, variant, folder);
        Server server = Server.start(command, tools.place(), log);
        Session.Instruments instruments =
                new Session.Instruments(
                        tools.generator(),
                        new Accounts(),
                        text -> tools.figures().remark(text),
                        plan().noise());
        return new Session(new Session.Subject(contender, variant.setup(), server), instruments);
    }

    /// Runs a row; what it cannot do becomes a remark.
    boolean run(Row row) throws InterruptedException {
        try {
            row.measure(this);
            return true;
        } catch (BenchException e) {
            close();
            remark(row.id() + " could not be measured: " + e.getMessage());
            System.err.println("bench: " + contender.title() + ": " + e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }
}
