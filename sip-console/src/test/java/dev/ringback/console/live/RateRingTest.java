package dev.ringback.console.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.meter.Latency;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rates of an hour and no more.
final class RateRingTest {
    private static final Instant BEGIN = Instant.parse("2026-11-23T10:00:00Z");

    private static RateSample sample(int second) {
        return new RateSample(
                BEGIN.plusSeconds(second),
                1,
                new RateSample.Counts(second, 0, new RateSample.Work(0, 0, 0), 0, 0),
                Latency.NONE,
                0,
                second);
    }

    @Test
    void whatIsOlderThanAnHourIsForgotten() {
        RateRing ring = new RateRing();
        for (int i = 0; i < 4_000; i++) {
            ring.add(sample(i));
        }
        List<RateSample> all = ring.last(10_000, 1);
        assertThat(all).hasSize(3_600);
        assertThat(all.getFirst().bindings()).isEqualTo(400);
        assertThat(ring.last(5, 1)).hasSize(5);
    }

    @Test
    void tenSecondsAreOneSampleWithTheirMean() {
        RateRing ring = new RateRing();
        for (int i = 0; i < 25; i++) {
            ring.add(sample(i));
        }
        List<RateSample> tens = ring.last(25, 10);
        assertThat(tens).hasSize(2);
        assertThat(tens.getLast().json())
                .containsEntry("seconds", 10)
                .containsEntry("messagesIn", 19.5)
                .containsEntry("bindings", 24L)
                .containsEntry("latencyMs", null);
    }

    @Test
    void whatThereIsNoRoomForIsCounted() {
        Changed<String> changed = new Changed<>(2);
        changed.note("before anybody listens");
        changed.listen(true);
        for (String each : List.of("a", "b", "a", "c", "d")) {
            changed.note(each);
        }
        Changed.Taken<String> taken = changed.take();
        assertThat(taken.things()).containsExactlyInAnyOrder("a", "b");
        assertThat(taken.omitted()).isEqualTo(2);
        changed.note("e");
        assertThat(changed.take()).isEqualTo(new Changed.Taken<>(List.of("e"), 0));
    }
}
