package dev.ringback.bench.run;

import dev.ringback.bench.run.account.Accounts;
import dev.ringback.bench.run.account.MachineTime;
import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Server;
import dev.ringback.bench.run.contender.Setup;
import dev.ringback.bench.run.load.Generator;
import dev.ringback.bench.run.load.Load;
import dev.ringback.bench.run.load.Outcome;
import dev.ringback.bench.run.report.Contender;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// One contender that runs, from its start to its end: loads are put on it and its accounts are
/// read.
public final class Session implements AutoCloseable {
    /// How many users are registered for calls.
    static final int USERS = 10_000;

    private static final int TRIES = 3;
    private static final Duration QUIET_PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int PRELOADING = 20;

    private final Contender contender;
    private final Setup setup;
    private final Server server;
    private final Generator generator;
    private final Accounts accounts;
    private final Consumer<String> remarks;
    private final double noise;
    private final Set<String> done = new HashSet<>();
    private final Map<String, Double> closedRates = new HashMap<>();

    /// A running server of a contender's.
    ///
    /// @param contender whose it is
    /// @param setup how it is configured
    /// @param server the running server
    record Subject(Contender contender, Setup setup, Server server) {}

    /// What belongs to all sessions of a run.
    ///
    /// @param generator puts load on servers
    /// @param accounts reads the accounts of the operating system
    /// @param remarks takes what has to be said below the table
    /// @param noise the share of the machine that others may use during a repetition
    record Instruments(
            Generator generator, Accounts accounts, Consumer<String> remarks, double noise) {}

    Session(Subject subject, Instruments instruments) {
        this.contender = subject.contender();
        this.setup = subject.setup();
        this.server = subject.server();
        this.generator = instruments.generator();
        this.accounts = instruments.accounts();
        this.remarks = instruments.remarks();
        this.noise = instruments.noise();
    }

    /// One repetition.
    ///
    /// @param outcome what the generator saw
    /// @param cpu the server's CPU time for each that was done, in microseconds
    /// @param foreign the share of the machine that others used
    public record Reading(Outcome outcome, double cpu, double foreign) {
        /// What was read around a load.
        ///
        /// @param used the server's CPU time, in nanoseconds
        /// @throws BenchException where nothing was done that it could be divided among
        static Reading of(Outcome outcome, long used, double foreign) {
            if (outcome.ok() == 0) {
                throw new BenchException("nothing of the load was done: " + outcome.faults());
            }
            return new Reading(outcome, used / 1e3 / outcome.ok(), foreign);
        }
    }

    /// Whose server it is.
    public Contender contender() {
        return contender;
    }

    /// The server.
    public Server server() {
        return server;
    }

    /// The octets of memory that the server holds, shared pages in parts.
    public long memory() {
        return accounts.memory(server.pid());
    }

    /// Puts load on the server and measures nothing.
    public Outcome load(Load load) throws InterruptedException {
        return generator.run(load);
    }

    /// Does it unless it was done in this session.
    void once(String what, Work work) throws InterruptedException {
        if (done.add(what)) {
            work.run();
        }
    }

    /// Something that takes a while.
    @FunctionalInterface
    interface Work {
        /// Does it.
        void run() throws InterruptedException;
    }

    /// Registers the users that are called later.
    ///
    /// @param transport `udp` or `tcp`: over which they are reached
    void register(int users, String transport) throws InterruptedException {
        if (contender == Contender.JAIN) {
            return; // it has no registrar: its route is static
        }
        Load load =
                Load.registrations()
                        .inFlight(PRELOADING)
                        .times(users)
                        .with("users", users)
                        .with("transport", transport);
        long registered = 0;
        for (int i = 0; i < TRIES && registered < users; i++) {
            registered = load(load).ok();
        }
        if (registered < users) {
            throw new BenchException(
                    "only " + registered + " of " + users + " users could be registered");
        }
    }

    /// Measures a load, once more while others disturb it, at most three times.
    public Reading measure(Load load) throws InterruptedException {
        Reading reading = measureOnce(load);
        for (int i = 1; i < TRIES && reading.foreign() > noise; i++) {
            awaitQuiet();
            reading = measureOnce(load);
        }
        if (reading.foreign() > noise) {
            remarks.accept(
                    "%s: a repetition stayed disturbed, others used %.0f %% of the machine"
                            .formatted(contender.title(), 100 * reading.foreign()));
        }
        return reading;
    }

    /// Measures a load, however much others disturb it.
    Reading measureOnce(Load load) throws InterruptedException {
        MachineTime machine = accounts.machine();
        long own = accounts.ownCpu();
        long before = accounts.cpu(server.pid());
        Outcome outcome = generator.run(load);
        Thread.sleep(LOOK);
        long used = accounts.cpu(server.pid()) - before;
        long known = used + accounts.ownCpu() - own;
        double foreign = accounts.machine().foreignShare(machine, known);
        return Reading.of(outcome, used, foreign);
    }

    /// Waits, at most half a minute, until others leave the machine alone.
    private void awaitQuiet() throws InterruptedException {
        long end = System.nanoTime() + QUIET_PATIENCE.toNanos();
        boolean quiet = false;
        while (!quiet && System.nanoTime() < end) {
            MachineTime before = accounts.machine();
            long known = accounts.ownCpu() + accounts.cpu(server.pid());
            Thread.sleep(LOOK);
            long passed = accounts.ownCpu() + accounts.cpu(server.pid()) - known;
            quiet = accounts.machine().foreignShare(before, passed) <= noise;
        }
    }

    /// Keeps what a closed loop reached, for a search that begins below it.
    void closedRate(String transport, double rate) {
        closedRates.put(transport, rate);
    }

    /// What a closed loop reached over a transport in this session, NaN when there was none.
    double closedRate(String transport) {
        return closedRates.getOrDefault(transport, Double.NaN);
    }

    /// How it is configured.
    public Setup setup() {
        return setup;
    }

    @Override
    public void close() {
        server.close();
    }
}
