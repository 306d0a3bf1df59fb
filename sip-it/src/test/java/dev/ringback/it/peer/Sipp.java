package dev.ringback.it.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One run of SIPp on loopback; with `-t l1` that of `sip-it/sipp-tls`, since Debian's has no TLS.
public final class Sipp implements AutoCloseable {
    private static final int LIMIT_SECONDS = 60;

    private final Path folder;
    private final PeerProcess process;

    private Sipp(Path folder, PeerProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /// Starts a built-in scenario (`-sn`), such as `uac`.
    public static Sipp builtIn(String name, int port, String... options) {
        return start(List.of("-sn", name), port, options);
    }

    /// Starts a scenario of `src/test/resources/sipp`, named without `.xml`.
    public static Sipp scenario(String name, int port, String... options) {
        Path file = Checkout.root().resolve("sip-it/src/test/resources/sipp/" + name + ".xml");
        return start(List.of("-sf", file.toString()), port, options);
    }

    /// Starts a scenario that a test wrote, and notes every message: see [#messages].
    ///
    /// @param xml the scenario
    public static Sipp written(String xml, int port, String... options) {
        Path folder = Checkout.folder("sipp");
        try {
            Files.writeString(folder.resolve("scenario.xml"), xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("-trace_msg", "-message_file", "messages.log"));
        return start(folder, List.of("-sf", "scenario.xml"), port, all.toArray(String[]::new));
    }

    private static Sipp start(List<String> scenario, int port, String... options) {
        return start(Checkout.folder("sipp"), scenario, port, options);
    }

    private static Sipp start(Path folder, List<String> scenario, int port, String... options) {
        Path secure = Checkout.root().resolve("sip-it/target/sipp-tls/sipp");
        boolean tls = List.of(options).contains("l1");
        List<String> command = new ArrayList<>(List.of(tls ? secure.toString() : "sipp"));
        command.addAll(scenario);
        command.addAll(List.of("-i", "127.0.0.1", "-p", Integer.toString(port), "-nostdin"));
        command.addAll(List.of("-timeout", LIMIT_SECONDS + "s", "-timeout_error", "-fd", "1"));
        command.addAll(List.of("-trace_stat", "-stf", "stat.csv"));
        command.addAll(List.of("-trace_err", "-error_file", "errors.log"));
        command.addAll(List.of(options));
        Map<String, String> environment = Map.of("TERM", "dumb");
        return new Sipp(
                folder, PeerProcess.start(folder, environment, command.toArray(String[]::new)));
    }

    /// Waits until it listens: a scenario that answers must be there before the first call.
    public Sipp listening(int port) {
        Loopback.awaitTaken(port);
        return this;
    }

    /// Waits until it has started as many calls.
    public void awaitCalls(int calls) {
        Duration limit = Duration.ofSeconds(20);
        Waiting.until(limit, process::describe, () -> called() >= calls);
    }

    /// Whether it still runs.
    public boolean running() {
        return process.alive();
    }

    /// Waits for its end and reads what it counted.
    public SippResult await() {
        return result(process.await(Duration.ofSeconds(LIMIT_SECONDS + 10)).exit());
    }

    /// What it sent and received until now, as it noted it.
    public String messages() {
        Path log = folder.resolve("messages.log");
        try {
            return Files.exists(log) ? Files.readString(log, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private SippResult result(int exit) {
        List<String> rows = lines("stat.csv");
        List<String> names = rows.isEmpty() ? List.of() : cells(rows.getFirst());
        List<String> values = rows.isEmpty() ? List.of() : cells(rows.getLast());
        String report = process.describe() + "\n" + String.join("\n", lines("errors.log"));
        return new SippResult(exit, names, values, report);
    }

    private long called() {
        List<String> rows = lines("stat.csv");
        boolean counted = rows.size() > 1 && rows.getLast().endsWith(";");
        return counted ? result(0).total("OutgoingCall") : 0;
    }

    private List<String> lines(String file) {
        Path path = folder.resolve(file);
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> cells(String row) {
        return List.of(row.split(";", -1));
    }
}
