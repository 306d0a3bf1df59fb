package dev.ringback.bench.run.load;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.contender.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the load generator as a process of its own, in bounded time.
public final class LoadProcess implements Generator {
    /// What a run may take beyond the time that its rate needs.
    private static final long PATIENCE_SECONDS = 180;

    private final Place place;
    private final LoadProgram program;

    /// @param program the generator
    public LoadProcess(Place place, LoadProgram program) {
        this.place = place;
        this.program = program;
    }

    @Override
    public Outcome run(Load load) throws InterruptedException {
        Load full =
                load.with("server", place.server())
                        .with("domain", Place.DOMAIN)
                        .with("caller", place.caller())
                        .with("callee", place.callee())
                        .with("contact", place.callee());
        long seconds = load.rate() == 0 ? 0 : load.count() / load.rate();
        try {
            return read(full, seconds + PATIENCE_SECONDS);
        } catch (IOException e) {
            throw new BenchException("cannot run the load generator: " + e);
        }
    }

    private Outcome read(Load load, long seconds) throws IOException, InterruptedException {
        Path out = place.work().resolve("load.log");
        Process process =
                new ProcessBuilder(program.command(load))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new BenchException("the load generator did not end: " + words(load));
            }
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(out).stream().filter(l -> !l.isBlank()).toList();
        String last = lines.isEmpty() ? "" : lines.getLast();
        try {
            return Outcome.parse(last);
        } catch (IllegalArgumentException _) {
            throw new BenchException("the load generator says '" + last + "': " + words(load));
        }
    }

    private static String words(Load load) {
        return String.join(" ", load.arguments());
    }
}
