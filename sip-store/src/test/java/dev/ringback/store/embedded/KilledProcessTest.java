package dev.ringback.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ringback.location.Binding;
import dev.ringback.store.kit.Bindings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed in the middle of its work has kept what it said it had. More often with
/// `-Dkills=200`.
class KilledProcessTest {
    private static final int KILLS = Integer.getInteger("kills", 10);
    private static final int LATEST_MILLIS = 400;

    @TempDir private Path folder;

    /// What each user may have: the last that it was told, and what it has asked for since. Numbers
    /// below zero are of removals.
    private final Map<Integer, Set<Long>> possible = new HashMap<>();

    private final Random random = new Random(8);

    @Test
    void nothingThatWasToldIsLostAndNothingRemovedComesBack() throws Exception {
        int lines = 0;
        for (int i = 0; i < KILLS; i++) {
            lines += killed(1_000_000L * i);
            compare("kill " + i);
        }
        assertThat(lines).as("what was told in all").isGreaterThan(100 * KILLS);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .as("the files were written anew")
                    .filteredOn(name -> name.endsWith(".mv"))
                    .allMatch(name -> Integer.parseInt(name.replace(".mv", "")) > KILLS / 2);
        }
    }

    /// Lets a process work for a while and kills it.
    ///
    /// @return how often it said that something is kept
    private int killed(long cseq) throws Exception {
        Path said = folder.resolve("said-" + cseq);
        Process process = start(cseq, said);
        await().until(() -> Files.size(said) > 0);
        process.waitFor(random.nextInt(LATEST_MILLIS), TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(137);
        String all = Files.readString(said, StandardCharsets.US_ASCII);
        List<String> lines = all.substring(0, all.lastIndexOf('\n') + 1).lines().toList();
        lines.forEach(this::note);
        return (int) lines.stream().filter(line -> line.startsWith("kept")).count();
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        Set<Long> each = possible.computeIfAbsent(Integer.valueOf(words[1]), _ -> nothing());
        long number = Long.parseLong(words[2]);
        if (words[0].equals("kept")) {
            each.removeIf(other -> Math.abs(other) < Math.abs(number));
        }
        each.add(number);
    }

    private static Set<Long> nothing() {
        return new HashSet<>(Set.of(0L));
    }

    private Process start(long cseq, Path said) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Busy.class.getName(),
                        folder.toString(),
                        Long.toString(cseq),
                        Long.toString(random.nextLong()))
                .redirectOutput(said.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// What was under way when the process was killed may be kept or not; from now on it is known.
    private void compare(String when) throws IOException {
        long now = System.nanoTime();
        try (EmbeddedLocation location = EmbeddedLocation.open(folder, () -> now)) {
            for (Map.Entry<Integer, Set<Long>> each : possible.entrySet()) {
                List<Binding> bindings = location.bindings(Bindings.user(each.getKey()), now);
                if (bindings.isEmpty()) {
                    assertThat(each.getValue()).as(when).anyMatch(number -> number <= 0);
                    each.setValue(nothing());
                } else {
                    long cseq = bindings.getFirst().cseq();
                    assertThat(each.getValue()).as(when).contains(cseq);
                    assertThat(bindings.getFirst().remainingSeconds(now)).isBetween(3_400L, 3_600L);
                    each.setValue(new HashSet<>(Set.of(cseq)));
                }
            }
        }
    }
}
