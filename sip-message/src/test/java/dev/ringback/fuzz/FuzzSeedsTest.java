package dev.ringback.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.sample.Corpus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the fuzzers begin with, what they once found, and what chance makes of it.
class FuzzSeedsTest {
    private static final Path FINDINGS = Path.of("src/test/resources/findings");
    private static final int ROUNDS = 4_000;

    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void seedsHold(FuzzTarget target) {
        assertThat(Seeds.of(target)).hasSizeGreaterThan(2);
        assertThat(Seeds.of(target)).allSatisfy(seed -> target.run(Corpus.octets(seed)));
    }

    /// A finding lies in the folder of its target.
    @Test
    void findingsStayMended() throws IOException {
        List<Path> findings;
        try (Stream<Path> files = Files.walk(FINDINGS)) {
            findings = files.filter(file -> file.toString().endsWith(".dat")).toList();
        }
        assertThat(findings).isNotEmpty();
        for (Path finding : findings) {
            String folder = "" + finding.getName(finding.getNameCount() - 2);
            FuzzTarget.named(folder).run(Files.readAllBytes(finding));
        }
    }

    /// Several changes at once, the same in every run; a failure names its round.
    @ParameterizedTest
    @EnumSource(FuzzTarget.class)
    void mutationsHold(FuzzTarget target) {
        List<String> seeds = List.copyOf(Seeds.of(target));
        for (int round = 0; round < ROUNDS; round++) {
            byte[] input = mutated(seeds, new Random(round));
            try {
                target.run(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(target + ", round " + round, e);
            }
        }
    }

    private static byte[] mutated(List<String> seeds, Random random) {
        StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
        String other = seeds.get(random.nextInt(seeds.size()));
        int changes = 1 + random.nextInt(6);
        for (int change = 0; change < changes; change++) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(8));
            int from = random.nextInt(other.length() + 1);
            int to = Math.min(other.length(), from + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, other, from, to);
                case 2 -> text.replace(at, end, other.substring(from, to));
                case 3 -> text.insert(at, text.substring(at, end));
                default -> text.insert(at, (char) random.nextInt(256));
            }
        }
        return Corpus.octets(text.toString());
    }

    @Test
    void theLastTargetChoosesFromAllOthers() {
        assertThat(FuzzTarget.SINGLE)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(EnumSet.of(FuzzTarget.ANY)));
    }
}
