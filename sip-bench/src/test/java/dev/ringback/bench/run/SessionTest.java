package dev.ringback.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringback.bench.run.contender.BenchException;
import dev.ringback.bench.run.load.Outcome;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is read around a load.
class SessionTest {
    @Test
    void cpuTimeIsDividedAmongWhatWasDone() {
        Session.Reading reading = Session.Reading.of(outcome(4_000, 10), 400_000_000, 0.05);
        assertThat(reading.cpu()).isEqualTo(100);
        assertThat(reading.foreign()).isEqualTo(0.05);
    }

    @Test
    void whereNothingWasDoneNothingIsMeasured() {
        assertThatThrownBy(() -> Session.Reading.of(outcome(0, 8_000), 400_000_000, 0.05))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("8000");
    }

    private static Outcome outcome(int ok, int failed) {
        return new Outcome(ok, new Outcome.Faults(failed, 0, 0), 1_000, 40, Map.of());
    }
}
