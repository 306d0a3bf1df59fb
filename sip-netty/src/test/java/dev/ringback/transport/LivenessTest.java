package dev.ringback.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// For what a connection's peer is waited, and how long. Times here begin near the overflow of
/// [System#nanoTime].
class LivenessTest {
    private static final long BEGIN = -5_000_000_000L;
    private static final TransportLimits LIMITS = TransportLimits.defaults();
    private static final TransportLimits.Patience PATIENCE = LIMITS.patience();

    private final Liveness liveness = new Liveness(LIMITS, BEGIN);

    @Test
    void aNewConnectionIsWaitedForOnlyWhereItShakesHands() {
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
        liveness.shakes(BEGIN, true);
        assertThat(liveness.due(false)).isEqualTo(after(PATIENCE.handshake()));
        liveness.shakes(BEGIN, false);
        assertThat(liveness.due(false))
                .isEqualTo(after(PATIENCE.connect().plus(PATIENCE.handshake())));
        liveness.opened(BEGIN);
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aMessageIsOwedFromItsFirstOctetsNotFromItsLast() {
        liveness.owes(BEGIN);
        liveness.owes(BEGIN + 1_000_000);
        assertThat(liveness.due(true)).isEqualTo(after(PATIENCE.firstMessage()));
        assertThat(liveness.reason(liveness.due(true))).isEqualTo("no complete message in time");
        liveness.complete();
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void silenceIsTooLongOnlyWhereItCounts() {
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
        assertThat(liveness.due(true)).isEqualTo(after(PATIENCE.idle()));
        assertThat(liveness.reason(liveness.due(true))).isEqualTo("idle for too long");
        liveness.hears(BEGIN + 7);
        assertThat(liveness.due(true)).isEqualTo(after(PATIENCE.idle()) + 7);
    }

    @Test
    void anAnswerIsDueFromTheFirstQuestion() {
        liveness.asked(BEGIN);
        liveness.asked(BEGIN + 1_000_000);
        assertThat(liveness.due(true)).isEqualTo(after(PATIENCE.pong()));
        assertThat(liveness.reason(liveness.due(true))).isEqualTo("no answer to keep-alive");
        liveness.hears(BEGIN + 2);
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aReadThatMadeNothingWholeBeginsSomething() {
        liveness.hears(BEGIN);
        liveness.readEnds(BEGIN);
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
        liveness.readEnds(BEGIN);
        assertThat(liveness.due(false)).isEqualTo(after(PATIENCE.firstMessage()));
    }

    @Test
    void aControlFrameCompletesWhatItIsAPartOfAndNoMessage() {
        liveness.readEnds(BEGIN);
        liveness.controlFrame(true);
        assertThat(liveness.due(false)).isEqualTo(after(PATIENCE.firstMessage()));
        liveness.controlFrame(false);
        assertThat(liveness.due(false)).isEqualTo(Long.MAX_VALUE);
        liveness.owes(BEGIN);
        liveness.controlFrame(false);
        assertThat(liveness.due(false)).isEqualTo(after(PATIENCE.firstMessage()));
    }

    @Test
    void whoLingersIsNotAskedAnyMore() {
        liveness.asked(BEGIN);
        liveness.lingers(BEGIN);
        assertThat(liveness.due(false)).isEqualTo(after(Duration.ofSeconds(2)));
        liveness.controlFrame(false);
        assertThat(liveness.due(false)).isEqualTo(after(Duration.ofSeconds(2)));
    }

    private static long after(Duration patience) {
        return BEGIN + patience.toNanos();
    }
}
