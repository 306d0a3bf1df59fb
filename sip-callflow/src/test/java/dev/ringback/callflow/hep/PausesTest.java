package dev.ringback.callflow.hep;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PausesTest {
    private final Pauses pauses = new Pauses();

    @Test
    void pausesGrowUntilSomethingWorked() {
        assertThat(Stream.generate(pauses::failed).limit(8).map(Duration::toMillis))
                .containsExactly(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
        pauses.worked();
        assertThat(pauses.failed()).isEqualTo(Duration.ofMillis(500));
    }
}
