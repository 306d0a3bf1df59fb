package dev.ringback.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The middle and the ends of samples.
class StatisticsTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Statistics.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Statistics(2, 1, 9, 3));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTwo() {
        assertThat(Statistics.of(List.of(4.0, 1.0, 2.0, 90.0)))
                .isEqualTo(new Statistics(3, 1, 90, 4));
    }

    @Test
    void ofNothingNothingIsSaid() {
        assertThat(Statistics.of(List.of()).median()).isNaN();
        assertThat(Statistics.of(List.of()).count()).isZero();
    }
}
