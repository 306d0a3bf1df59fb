package dev.ringback.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The search for the highest clean rate, with servers that are thought up.
class RateSearchTest {
    private final List<Integer> tried = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"14300, 8000", "14300, 14000", "300, 8000", "21000, 1000", "8000, 8000"})
    void itComesWithinATwentiethOfTheLimit(int limit, int start) throws InterruptedException {
        int found = new RateSearch(rate -> tries(rate, limit), 30).highest(start);
        assertThat(found).isLessThanOrEqualTo(limit).isGreaterThan((int) (limit / 1.06));
    }

    @Test
    void oneFaultMayBeChance() throws InterruptedException {
        int found =
                new RateSearch(
                                rate -> {
                                    boolean first = !tried.contains(rate);
                                    return tries(rate, 1000) && !first;
                                },
                                30)
                        .highest(900);
        assertThat(found).isBetween(950, 1000);
    }

    @Test
    void itGivesUpWhenNothingIsClean() throws InterruptedException {
        assertThat(new RateSearch(rate -> tries(rate, 0), 30).highest(100)).isZero();
        assertThat(tried).allMatch(rate -> rate >= 20);
    }

    @Test
    void itTriesNoMoreRatesThanItMay() throws InterruptedException {
        new RateSearch(rate -> tries(rate, Integer.MAX_VALUE), 5).highest(100);
        assertThat(tried).hasSize(5);
    }

    private boolean tries(int rate, int limit) {
        tried.add(rate);
        return rate <= limit;
    }
}
