package dev.ringback.bench.run.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// When a goal counts as reached.
class GoalTest {
    private static final Measure RATE = new Measure("rate", "rate", "per s");

    @Test
    void theBoundItselfReachesIt() {
        assertThat(Goal.atMost("x", 600).reached(600)).isTrue();
        assertThat(Goal.atLeast("x", Contender.KAMAILIO, 1.2).reached(1.2)).isTrue();
    }

    @Test
    void beyondTheBoundIsMissed() {
        assertThat(Goal.atMost("x", 600).reached(600.1)).isFalse();
        assertThat(Goal.atLeast("x", Contender.KAMAILIO, 1.2).reached(1.19)).isFalse();
    }

    @Test
    void theRatioIsOfMedians() {
        Figures figures = new Figures();
        figures.add(RATE, Contender.RINGBACK, 10);
        figures.add(RATE, Contender.RINGBACK, 30);
        figures.add(RATE, Contender.RINGBACK, 1000);
        figures.add(RATE, Contender.KAMAILIO, 10);
        figures.add(RATE, Contender.KAMAILIO, 20);
        Goal goal = Goal.atLeast("rate", Contender.KAMAILIO, 2);
        assertThat(goal.value(figures.lines().getFirst())).isEqualTo(2);
    }
}
