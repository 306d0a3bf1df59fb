package dev.ringback.bench.run;

import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Document;
import dev.ringback.bench.run.report.Figures;
import dev.ringback.bench.run.report.Json;
import dev.ringback.bench.run.report.Picture;
import dev.ringback.bench.run.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/// Writes what a run has found: `table.md`, `results.json` and `results.svg` in the folder that the
/// options name.
final class Results {
    private final Options options;

    Results(Options options) {
        this.options = options;
    }

    /// Writes all three, over those of an earlier round, and answers the table.
    String write(Figures figures) throws IOException {
        Path folder = options.out();
        Files.createDirectories(folder);
        String table = headline() + "\n\n" + new Table(Goals.ALL).text(figures);
        Files.writeString(folder.resolve("table.md"), table);
        Json.Item document = new Document(Goals.ALL).of(conditions(), figures);
        Files.writeString(folder.resolve("results.json"), document.text() + "\n");
        Files.writeString(folder.resolve("results.svg"), Picture.of(figures));
        return table;
    }

    private String headline() {
        Plan plan = options.plan();
        return "%s, %d processors, %s%d rounds of %d repetitions of %d s: median (min-max)"
                .formatted(
                        java(),
                        Runtime.getRuntime().availableProcessors(),
                        plan.quick() ? "a first look, " : "",
                        plan.rounds(),
                        plan.repetitions(),
                        plan.seconds());
    }

    private Json.Item conditions() {
        Plan plan = options.plan();
        return new Json.Item()
                .with("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("java", java())
                .with(
                        "system",
                        System.getProperty("os.name") + ' ' + System.getProperty("os.version"))
                .with("processors", Runtime.getRuntime().availableProcessors())
                .with("rounds", plan.rounds())
                .with("repetitions", plan.repetitions())
                .with("seconds", plan.seconds())
                .with("warm_up_seconds", plan.warmUp())
                .with("latency_seconds", plan.latency())
                .with(
                        "contenders",
                        options.contenders().stream()
                                .map(Contender::title)
                                .collect(Collectors.joining(", ")));
    }

    private static String java() {
        return "JDK " + Runtime.version();
    }
}
