package dev.ringback.bench.run.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How the generator is called.
class LoadProgramTest {
    private static final String FIRST_COMPILER_ALONE = "-XX:TieredStopAtLevel=1";

    private final LoadProgram ours = LoadProgram.ours(Path.of("/jdk/bin/java"), "a.jar:b.jar");

    @Test
    void ofUsLittleIsCompiledInAnOpenLoop() {
        assertThat(ours.command(Load.calls().atRate(10_000)))
                .startsWith("/jdk/bin/java")
                .contains(FIRST_COMPILER_ALONE)
                .containsSequence("-cp", "a.jar:b.jar", "dev.ringback.bench.load.Load", "call")
                .doesNotContain("--warm-up")
                .endsWith("--json");
    }

    @Test
    void ofUsAllIsCompiledBeforehandInAClosedLoop() {
        assertThat(ours.command(Load.calls().inFlight(100)))
                .doesNotContain(FIRST_COMPILER_ALONE)
                .containsSequence("--warm-up", "60000");
    }

    @Test
    void toAnotherNothingIsAdded() {
        assertThat(LoadProgram.other(List.of("gen", "-x")).command(Load.calls().inFlight(100)))
                .containsExactly("gen", "-x", "call", "--in-flight", "100", "--json");
    }
}
