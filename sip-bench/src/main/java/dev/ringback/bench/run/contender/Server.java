package dev.ringback.bench.run.contender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A contender that runs. Closing it ends what was started and nothing else, in bounded time.
public final class Server implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final Process process;
    private final Path log;
    private final LogReader reader;
    private final long started;
    private Duration answered = Duration.ZERO;

    private Server(Process process, Path log, long started) {
        this.process = process;
        this.log = log;
        this.started = started;
        this.reader = new LogReader(process, log);
    }

    /// Starts it and waits until it answers.
    ///
    /// @param log takes what it prints
    /// @throws BenchException when it ends, or does not answer within a minute
    public static Server start(ProcessBuilder command, Place place, Path log)
            throws InterruptedException {
        Started.mark(command.redirectErrorStream(true), log);
        long started = System.nanoTime();
        Server server;
        try {
            server = new Server(command.start(), log, started);
        } catch (IOException e) {
            throw new BenchException("cannot start " + command.command().getFirst() + ": " + e);
        }
        server.reader.start();
        try {
            server.awaitAnswer(place);
            return server;
        } catch (BenchException | InterruptedException e) {
            server.close();
            throw e;
        }
    }

    private void awaitAnswer(Place place) throws InterruptedException {
        try (SignOfLife probe = new SignOfLife(place.port())) {
            while (!probe.answered()) {
                if (!process.isAlive()) {
                    throw new BenchException("the server has ended: " + reader.lastLine());
                }
                if (System.nanoTime() - started > START.toNanos()) {
                    throw new BenchException("the server does not answer: " + reader.lastLine());
                }
            }
            answered = Duration.ofNanos(System.nanoTime() - started);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its first process.
    public long pid() {
        return process.pid();
    }

    /// From its start to its first final answer.
    public Duration answered() {
        return answered;
    }

    /// From its start to a line that begins with `ready`.
    ///
    /// @throws BenchException when it prints none for a minute
    public Duration awaitReady() throws InterruptedException {
        while (reader.readyAt() == 0) {
            if (System.nanoTime() - started > START.toNanos()) {
                throw new BenchException("the server does not get ready: " + reader.lastLine());
            }
            Thread.sleep(1);
        }
        return Duration.ofNanos(reader.readyAt() - started);
    }

    /// Asks it and all that it started to end, waits ten seconds, and kills what is left.
    @Override
    public void close() {
        process.destroy();
        Started.end(log, STOP);
    }

    /// Copies what a server prints to a file, and notes when it says that it is ready.
    private static final class LogReader extends Thread {
        private final Process process;
        private final Path log;
        private volatile long readyAt;
        private volatile String lastLine = "it has printed nothing";

        private LogReader(Process process, Path log) {
            this.process = process;
            this.log = log;
            setDaemon(true);
            setName("server-log");
        }

        /// The last line, once the server has had a moment to end it.
        String lastLine() throws InterruptedException {
            join(LAST_WORDS);
            return lastLine;
        }

        long readyAt() {
            return readyAt;
        }

        @Override
        public void run() {
            try (BufferedReader in = process.inputReader(UTF_8);
                    BufferedWriter out = Files.newBufferedWriter(log)) {
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    if (readyAt == 0 && line.startsWith("ready")) {
                        readyAt = System.nanoTime();
                    }
                    lastLine = line.isBlank() ? lastLine : line;
                    out.append(line).append('\n').flush();
                }
            } catch (IOException _) {
                // the server has ended
            }
        }
    }
}
