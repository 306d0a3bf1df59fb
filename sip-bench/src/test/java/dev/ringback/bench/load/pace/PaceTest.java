package dev.ringback.bench.load.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    void operationsOfARateAreDueByScheduleWhateverBecameOfTheOthers() {
        Pace pace = new Pace.Rate(500);
        assertThat(pace.due(0, 0, 0)).isZero();
        assertThat(pace.due(1, 0, 0)).isEqualTo(2 * MILLISECOND);
        assertThat(pace.due(500, 0, 0)).isEqualTo(1000 * MILLISECOND);
        assertThat(pace.due(500, 500, 0)).isEqualTo(1000 * MILLISECOND);
    }

    /// What is begun late keeps the time at which it was due: its latency counts from there.
    @Test
    void operationsThatBeginLateWereDueAllTheSame() {
        Pace pace = new Pace.Rate(1000);
        assertThat(pace.due(3, 0, 900 * MILLISECOND)).isEqualTo(3 * MILLISECOND);
    }

    @Test
    void aRateThatIsNoWholeNumberDriftsNowhere() {
        Pace pace = new Pace.Rate(3);
        assertThat(pace.due(3_000_000, 0, 0)).isEqualTo(1_000_000L * 1000 * MILLISECOND);
    }

    @Test
    void soManyAreInFlightAndNotOneMore() {
        Pace pace = new Pace.InFlight(2);
        assertThat(pace.due(0, 0, 7)).isEqualTo(7);
        assertThat(pace.due(1, 0, 8)).isEqualTo(8);
        assertThat(pace.due(2, 0, 9)).isEqualTo(Pace.NEVER);
        assertThat(pace.due(2, 1, 10)).isEqualTo(10);
        assertThat(pace.due(3, 1, 11)).isEqualTo(Pace.NEVER);
    }

    @Test
    void whatIsNoPaceIsRefused() {
        assertThatThrownBy(() -> new Pace.Rate(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace.Rate(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Pace.InFlight(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
