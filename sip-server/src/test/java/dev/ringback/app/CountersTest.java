package dev.ringback.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringback.stack.Notice;
import org.junit.jupiter.api.Test;

class CountersTest {
    private final Counters counters = new Counters();

    @Test
    void callsThatBeganBeforeThisProcessHideNoneThatBeginsLater() {
        counters.accept(new Notice.CallEnded());
        counters.accept(new Notice.CallEnded());
        assertThat(counters.callsUp()).isZero();
        counters.accept(new Notice.CallBegan());
        assertThat(counters.callsUp()).isEqualTo(1);
        counters.accept(new Notice.CallEnded());
        assertThat(counters.callsUp()).isZero();
    }
}
