package dev.ringback.it.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One process that a test started, with what it wrote. It never outlives the test: [#close] ends
/// it and its children, and so does the end of this JVM.
public final class PeerProcess implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Transcript out;
    private final Transcript err;
    private final Thread atExit;

    private PeerProcess(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.out = new Transcript(process.getInputStream());
        this.err = new Transcript(process.getErrorStream());
        this.atExit = new Thread(this::destroy);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Starts a command in a folder; its standard input is empty.
    public static PeerProcess start(
            Path folder, Map<String, String> environment, String... command) {
        ProcessBuilder builder = builder(folder, environment, command);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return started(builder, command);
    }

    /// Starts a command that is driven by [#type].
    public static PeerProcess interactive(
            Path folder, Map<String, String> environment, String... command) {
        return started(builder(folder, environment, command), command);
    }

    /// A shell starts what runs in the background deaf to SIGINT, and its children are so, too: the
    /// command hears it again.
    private static ProcessBuilder builder(
            Path folder, Map<String, String> environment, String... command) {
        List<String> line = new ArrayList<>(List.of("env", "--default-signal=INT"));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
        builder.environment().putAll(environment);
        return builder;
    }

    private static PeerProcess started(ProcessBuilder builder, String... command) {
        try {
            return new PeerProcess(List.of(command), builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Types a line into its standard input.
    public void type(String line) {
        try {
            OutputStream input = process.getOutputStream();
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What it wrote so far on standard output.
    public String out() {
        return out.text();
    }

    /// What it wrote so far on standard error.
    public String err() {
        return err.text();
    }

    /// The number by which the system knows it.
    public long pid() {
        return process.pid();
    }

    /// Whether it runs.
    public boolean alive() {
        return process.isAlive();
    }

    /// Waits for a line of standard output and answers it; fails when the process ends before.
    public String awaitLine(Duration limit, Predicate<String> wanted) {
        Waiting.until(limit, this::describe, () -> !alive() || line(wanted) != null);
        String found = line(wanted);
        if (found == null) {
            throw new AssertionError("ended before the line that was waited for: " + describe());
        }
        return found;
    }

    /// Asks it to end (SIGTERM) and waits.
    public Finished terminate(Duration limit) {
        process.destroy();
        return await(limit);
    }

    /// Asks it to end as ^C does (SIGINT) and waits; what it says then is heard.
    public Finished interrupt(Duration limit) {
        try {
            int sent = new ProcessBuilder("kill", "-INT", "" + pid()).start().waitFor();
            if (sent != 0) {
                throw new AssertionError("no signal can be sent: " + describe());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return await(limit);
    }

    /// Waits until it has ended by itself.
    public Finished await(Duration limit) {
        long from = System.nanoTime();
        try {
            if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AssertionError("still running after " + limit + ": " + describe());
            }
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            return new Finished(process.exitValue(), out.complete(), err.complete(), took);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        destroy();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException _) {
            // This JVM is ending: the hook does the same.
        }
    }

    /// The command, its state and the end of what it wrote, for the message of a failure.
    public String describe() {
        String state = alive() ? "running" : "ended with " + process.exitValue();
        return String.join(" ", command) + ", " + state + "\n" + tail(out()) + "\n" + tail(err());
    }

    private void destroy() {
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    private @Nullable String line(Predicate<String> wanted) {
        return out().lines().filter(wanted).findFirst().orElse(null);
    }

    private static String tail(String text) {
        return text.substring(Math.max(0, text.length() - 3000)).strip();
    }
}
