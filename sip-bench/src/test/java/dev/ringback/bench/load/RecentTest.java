package dev.ringback.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {
    @Test
    void theLastHundredThousandAreKnownAndTheOldestForgotten() {
        Recent recent = new Recent();
        for (int i = 0; i < 350_000; i++) {
            recent.add("call-" + i);
        }
        for (int i = 250_000; i < 350_000; i++) {
            assertThat(recent.has("call-" + i)).isTrue();
        }
        assertThat(recent.has("call-0")).isFalse();
        assertThat(recent.has("call-99999")).isFalse();
        assertThat(recent.has("call-350000")).isFalse();
    }
}
