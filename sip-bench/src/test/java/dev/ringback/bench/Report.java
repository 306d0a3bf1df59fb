package dev.ringback.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs all benchmarks and prints what the README shows: medians, ratios, allocation. Takes the
/// options of JMH. Everything is measured in one run, because only what ran side by side compares.
public final class Report {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /// What was not measured.
    private static final Row NONE = new Row(Double.NaN, Double.NaN);

    /// Median time and allocation of one operation, by `benchmark message`.
    private final Map<String, Row> rows = new TreeMap<>();

    private record Row(double nanoseconds, double octets) {}

    private Report(Collection<RunResult> results) {
        for (RunResult result : results) {
            BenchmarkParams params = result.getParams();
            String name = params.getBenchmark();
            String message = params.getParam("message");
            String key = name.substring(name.lastIndexOf('.') + 1);
            rows.put(message == null ? key : key + " " + message, row(result));
        }
    }

    private static Row row(RunResult result) {
        List<IterationResult> iterations =
                result.getBenchmarkResults().stream()
                        .map(BenchmarkResult::getIterationResults)
                        .flatMap(Collection::stream)
                        .toList();
        double[] times =
                iterations.stream().mapToDouble(i -> i.getPrimaryResult().getScore()).toArray();
        double[] octets = iterations.stream().mapToDouble(Report::allocated).toArray();
        return new Row(median(times), median(octets));
    }

    private static double allocated(IterationResult iteration) {
        Result<?> result = iteration.getSecondaryResults().get(ALLOCATED);
        return result == null ? Double.NaN : result.getScore();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private Row row(String key) {
        return rows.getOrDefault(key, NONE);
    }

    private void print(PrintStream out) {
        out.println("| | Ringback | JAIN-SIP | pkts | before JAIN-SIP |");
        out.println("|---|---|---|---|---|");
        for (Sample sample : Sample.values()) {
            Row jain = row("jainFull " + sample);
            line(
                    out,
                    sample + ", base headers",
                    row("ringbackBase " + sample),
                    jain,
                    row("pktsBase " + sample));
            line(
                    out,
                    sample + ", all headers",
                    row("ringbackFull " + sample),
                    jain,
                    row("pktsFull " + sample));
        }
        for (Sample sample : new Sample[] {Sample.INVITE, Sample.OK}) {
            Row jain = row("jainWrite " + sample);
            line(out, sample + ", written", row("ringbackWrite " + sample), jain, NONE);
        }
        line(out, "INVITE through a proxy", row("ringbackHop"), row("jainHop"), NONE);
        line(out, "an INVITE server transaction", row("ringbackInvite"), NONE, NONE);
        line(out, "a retransmitted request", row("ringbackRetransmission"), NONE, NONE);
        line(out, "a call through the server's core", row("ringbackCall"), NONE, NONE);
    }

    private static void line(PrintStream out, String what, Row ringback, Row jain, Row pkts) {
        double ratio = jain.nanoseconds / ringback.nanoseconds;
        String times = Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.1f×", ratio);
        out.printf(
                "| %s | %s | %s | %s | %s |%n",
                what, cell(ringback), cell(jain), cell(pkts), times);
    }

    private static String cell(Row row) {
        if (Double.isNaN(row.nanoseconds)) {
            return "-";
        }
        String octets = Double.isNaN(row.octets) ? "" : ", %,.0f B".formatted(row.octets);
        return "%,.0f ns".formatted(row.nanoseconds) + octets;
    }

    /// Measures and prints the table, as Markdown, to the file that the property `report` names.
    ///
    /// @param args options of JMH
    static void main(String[] args)
            throws CommandLineOptionException, RunnerException, IOException {
        OptionsBuilder options = new OptionsBuilder();
        options.parent(new CommandLineOptions(args)).addProfiler(GCProfiler.class);
        Report report = new Report(new Runner(options.build()).run());
        Path file = Path.of(System.getProperty("report", "report.md"));
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            report.print(out);
        }
    }
}
