package dev.ringback.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimRandomTest {
    @Test
    void drawsWhatSplitMix64Draws() {
        var random = new SimRandom(1_234_567);

        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("6457827717110365317");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("3203168211198807973");
        assertThat(Long.toUnsignedString(random.nextLong())).isEqualTo("9817491932198370423");
    }

    @Test
    void aStreamDoesNotDependOnWhatWasDrawnBefore() {
        var fresh = new SimRandom(7);
        var used = new SimRandom(7);
        used.bytes(100);

        assertThat(used.stream("network").nextLong()).isEqualTo(fresh.stream("network").nextLong());
        assertThat(used.stream("network").nextLong())
                .isNotEqualTo(fresh.stream("resolver").nextLong());
    }

    @Test
    void staysWithinBoundsAndReachesThem() {
        var random = new SimRandom(1);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            seen.add(random.between(-2, 2));
        }

        assertThat(seen).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
        assertThat(random.between(Long.MIN_VALUE, Long.MAX_VALUE)).isNotZero();
        assertThatThrownBy(() -> random.below(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.between(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void chancesAreAsLikelyAsSaid() {
        var random = new SimRandom(5);
        int hits = 0;
        for (int i = 0; i < 10_000; i++) {
            hits += random.chance(0.2) ? 1 : 0;
        }

        assertThat(hits).isBetween(1_850, 2_150);
        assertThat(random.chance(0)).isFalse();
        assertThat(random.chance(1)).isTrue();
    }

    @Test
    void shufflesWithoutLosingAnything() {
        List<Integer> items = List.of(1, 2, 3, 4, 5, 6, 7, 8);
        List<Integer> shuffled = new SimRandom(3).shuffled(items);

        assertThat(shuffled).containsExactlyInAnyOrderElementsOf(items).isNotEqualTo(items);
    }

    @Test
    void drawsTextAndSpans() {
        var random = new SimRandom(9);

        assertThat(random.text("ab", 40)).hasSize(40).matches("[ab]+").contains("a", "b");
        assertThat(random.duration(Duration.ofMillis(5), Duration.ofMillis(6)))
                .isBetween(Duration.ofMillis(5), Duration.ofMillis(6));
    }
}
