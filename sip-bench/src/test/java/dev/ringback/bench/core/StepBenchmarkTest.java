package dev.ringback.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is measured as a step is one.
class StepBenchmarkTest {
    private final MachineSteps steps = new MachineSteps();

    @Test
    void aNewInviteIsAnsweredTwiceAndWaits() {
        int before = steps.transactions();
        assertThat(steps.invite()).isEqualTo(2);
        assertThat(steps.transactions()).isEqualTo(before + 1);
    }

    @Test
    void aRetransmissionGetsTheLastResponseAndMakesNothing() {
        int before = steps.transactions();
        assertThat(steps.retransmission()).isEqualTo(1);
        assertThat(steps.transactions()).isEqualTo(before);
    }

    @Test
    void theSameInvitesAreNewOnesWhenTheyComeAgain() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(steps.invite()).isEqualTo(2);
        }
        assertThat(steps.transactions()).isBetween(490, 510);
    }
}
