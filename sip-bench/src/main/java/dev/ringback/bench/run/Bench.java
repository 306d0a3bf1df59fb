package dev.ringback.bench.run;

import dev.ringback.bench.run.contender.Launcher;
import dev.ringback.bench.run.contender.Place;
import dev.ringback.bench.run.load.LoadProcess;
import dev.ringback.bench.run.load.LoadProgram;
import dev.ringback.bench.run.report.Contender;
import dev.ringback.bench.run.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The benchmark's main class; `bench/run` builds everything and starts it.
public final class Bench {
    private final Options options;
    private final Figures figures = new Figures();
    private boolean whole = true;

    private Bench(Options options) {
        this.options = options;
    }

    /// Measures, prints the table and ends with 0; with 1 when something could not be measured,
    /// with 2 when it is used wrongly.
    ///
    /// @param arguments see `bench/run --help`
    static void main(String[] arguments) throws IOException {
        try {
            System.exit(run(Arrays.asList(arguments)));
        } catch (InterruptedException _) {
            System.err.println("bench: ended from outside");
        }
    }

    /// Does what the words say, and answers the exit status.
    static int run(List<String> arguments) throws InterruptedException, IOException {
        if (arguments.contains("-h") || arguments.contains("--help")) {
            System.out.print(Options.HELP);
            return 0;
        }
        try {
            Options options = Options.parse(arguments);
            if (options.list()) {
                for (Row row : Row.values()) {
                    System.out.printf("%-14s %s%n", row.id(), row.text());
                }
                return 0;
            }
            Ports.check(options.port());
            if (options.contenders().contains(Contender.KAMAILIO)) {
                Debian.install("kamailio", "kamailio");
            }
            return new Bench(options).measure();
        } catch (WrongUse e) {
            System.err.println("bench: " + e.getMessage());
            return 2;
        }
    }

    private int measure() throws InterruptedException, IOException {
        Path work = Files.createTempDirectory("ringback-bench");
        Thread measuring = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> clear(measuring, work)));
        Path root = Path.of(System.getProperty("bench.root", "")).toAbsolutePath();
        Path jdk = Path.of(System.getProperty("java.home"));
        Place place = new Place(root, jdk, options.port(), work);
        String classPath = System.getProperty("java.class.path");
        Launcher launcher = new Launcher(place, classPath);
        LoadProcess generator = new LoadProcess(place, generator(jdk, classPath));
        Visit.Tools tools = new Visit.Tools(place, launcher, generator, options.plan(), figures);
        for (int round = 0; round < options.plan().rounds(); round++) {
            round(round, tools);
            new Results(options).write(figures);
        }
        System.out.print(new Results(options).write(figures));
        return whole ? 0 : 1;
    }

    /// Ends what runs; first the one that would start the next contender meanwhile.
    private static void clear(Thread measuring, Path work) {
        measuring.interrupt();
        Remains.clear(work);
    }

    /// Every contender's turn, for one group of rows after the other; each round another one
    /// begins.
    private void round(int round, Visit.Tools tools) throws InterruptedException {
        for (List<Row> group : groups(options.rows())) {
            List<Contender> order = new ArrayList<>(options.contenders());
            Collections.rotate(order, round);
            for (Contender contender : order) {
                visit(contender, group, tools);
            }
        }
    }

    private void visit(Contender contender, List<Row> group, Visit.Tools tools)
            throws InterruptedException {
        try (Visit visit = new Visit(contender, tools)) {
            for (Row row : group) {
                if (row.contenders().contains(contender)) {
                    System.err.printf("bench: %s: %s%n", contender.title(), row.text());
                    whole &= visit.run(row);
                }
            }
        }
    }

    /// Rows that follow each other and share a server.
    static List<List<Row>> groups(List<Row> rows) {
        List<List<Row>> groups = new ArrayList<>();
        for (Row row : rows) {
            if (groups.isEmpty() || !groups.getLast().getFirst().joins(row)) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(row);
        }
        return groups;
    }

    private static LoadProgram generator(Path jdk, String classPath) {
        String other = System.getenv("RINGBACK_BENCH_LOAD");
        return other != null && !other.isBlank()
                ? LoadProgram.other(List.of(other.strip().split("\\s+")))
                : LoadProgram.ours(jdk.resolve("bin/java"), classPath);
    }
}
