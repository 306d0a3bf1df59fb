package dev.ringback.bench.load.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MICROSECOND = 1_000;

    @Test
    void percentilesAreThoseOfWhatWasNotedToThreeDigits() {
        Latencies latencies = new Latencies(0);
        for (int i = 1; i <= 1000; i++) {
            latencies.note(Latencies.Row.INVITE_200, 5, 0, i * 10L * MICROSECOND);
        }
        Spread spread = spread(latencies, "invite_200");
        assertThat(spread.p50()).isCloseTo(5_000, within(10.0));
        assertThat(spread.p90()).isCloseTo(9_000, within(18.0));
        assertThat(spread.p99()).isCloseTo(9_900, within(20.0));
        assertThat(spread.p999()).isCloseTo(9_990, within(20.0));
        assertThat(spread.max()).isCloseTo(10_000, within(20.0));
    }

    /// A server that stops for a second makes all wait that were due in it, not only the one that
    /// was on its way.
    @Test
    void whatWasDueWhileTheServerStoodStillIsMeasuredFromThere() {
        Latencies latencies = new Latencies(0);
        long back = 1_000_000 * MICROSECOND;
        for (int i = 0; i < 1000; i++) {
            latencies.note(Latencies.Row.INVITE_180, 0, i * 1000L * MICROSECOND, back);
        }
        assertThat(spread(latencies, "invite_180").p50()).isCloseTo(500_000, within(1_500.0));
    }

    @Test
    void operationsOfTheBeginningAreLeftOut() {
        Latencies latencies = new Latencies(100);
        latencies.note(Latencies.Row.BYE_200, 99, 99, 99_999);
        assertThat(latencies.spreads()).isEmpty();
        latencies.note(Latencies.Row.BYE_200, 100, 100, 50_100);
        assertThat(spread(latencies, "bye_200").max()).isCloseTo(50, within(0.1));
    }

    private static Spread spread(Latencies latencies, String row) {
        Map<String, Spread> spreads = latencies.spreads();
        assertThat(spreads).containsKey(row);
        return spreads.getOrDefault(row, new Spread(-1, -1, -1, -1, -1));
    }
}
