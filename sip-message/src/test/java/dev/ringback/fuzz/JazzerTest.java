package dev.ringback.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A few seconds of fuzzing by coverage in every test run, all targets in turn. `sip-bench/fuzz`
/// does it for as long as you like.
class JazzerTest {
    private static final int SECONDS = 8;
    private static final Pattern RUNS = Pattern.compile("number_of_executed_units: (\\d+)");

    @Test
    void aFewSecondsFindNothing(@TempDir Path folder) throws Exception {
        Path seeds = folder.resolve("seeds");
        Seeds.write(FuzzTarget.ANY, seeds);
        Path grown = Files.createDirectory(folder.resolve("grown"));
        Path log = folder.resolve("log");
        Process jazzer =
                new ProcessBuilder(command(grown, seeds))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(jazzer.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            jazzer.destroyForcibly();
        }
        String text = Files.readString(log);
        keep(folder);
        assertThat(jazzer.exitValue()).as(text).isZero();
        Matcher runs = RUNS.matcher(text);
        assertThat(runs.find()).as(text).isTrue();
        assertThat(Integer.parseInt(runs.group(1))).isGreaterThan(200);
    }

    private static List<String> command(Path grown, Path seeds) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "-Dfuzz.target=any"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add("com.code_intelligence.jazzer.Jazzer");
        command.add("--target_class=" + FuzzEntry.class.getName());
        command.add("--instrumentation_includes=" + instrumented());
        command.add("--disabled_hooks=*");
        command.addAll(List.of("-max_total_time=" + SECONDS, "-max_len=4096", "-seed=1"));
        command.addAll(List.of("-print_final_stats=1", "" + grown, "" + seeds));
        return command;
    }

    /// The packages under test, and not the tests in them that are run.
    private static String instrumented() {
        List<String> packages =
                List.of("text", "uri", "header", "message", "parse", "sdp", "body", "verdict");
        return String.join(":", packages.stream().map(p -> "dev.ringback." + p + ".**").toList());
    }

    /// What was found outlives the folder.
    private static void keep(Path folder) throws IOException {
        try (var files = Files.newDirectoryStream(folder, "{crash,timeout,oom}-*")) {
            for (Path finding : files) {
                Path kept = Files.createDirectories(Path.of("target/findings/any"));
                Files.copy(finding, kept.resolve(finding.getFileName() + ".dat"));
            }
        }
    }
}
