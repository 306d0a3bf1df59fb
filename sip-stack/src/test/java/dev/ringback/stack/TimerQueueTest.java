package dev.ringback.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private static final Duration LANE = Duration.ofNanos(100);

    private final TimerQueue timers = new TimerQueue(List.of(LANE, Duration.ofNanos(50)));
    private final List<String> fired = new ArrayList<>();

    @Test
    void firesInTheOrderOfDeadlinesAcrossLanesAndOthers() {
        timers.schedule(0, 100, () -> fired.add("lane 100"));
        timers.schedule(0, 70, () -> fired.add("other 70"));
        timers.schedule(10, 50, () -> fired.add("lane 60"));
        timers.schedule(10, 100, () -> fired.add("lane 110"));
        assertThat(timers.nextDeadline()).isEqualTo(60);
        timers.runDue(100);
        assertThat(fired).containsExactly("lane 60", "other 70", "lane 100");
        assertThat(timers.size()).isEqualTo(1);
        assertThat(timers.nextDeadline()).isEqualTo(110);
    }

    @Test
    void oneDeadlineKeepsTheOrderOfStart() {
        timers.schedule(0, 70, () -> fired.add("first"));
        timers.schedule(20, 50, () -> fired.add("second"));
        timers.runDue(70);
        assertThat(fired).containsExactly("first", "second");
    }

    @Test
    void aStoppedTimerNeverFires() {
        TimerQueue.Timer inLane = timers.schedule(0, 100, () -> fired.add("lane"));
        TimerQueue.Timer other = timers.schedule(0, 33, () -> fired.add("other"));
        inLane.cancel();
        other.cancel();
        other.cancel();
        timers.runDue(1_000);
        assertThat(fired).isEmpty();
        assertThat(timers.size()).isZero();
        assertThat(timers.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTimerMayStartAndStopOthersWhenItFires() {
        TimerQueue.Timer victim = timers.schedule(0, 100, () -> fired.add("victim"));
        timers.schedule(
                0,
                50,
                () -> {
                    victim.cancel();
                    timers.schedule(50, 0, () -> fired.add("child"));
                });
        timers.runDue(200);
        assertThat(fired).containsExactly("child");
    }

    @Test
    void behavesLikeASortedListUnderRandomUse() {
        SplittableRandom random = new SplittableRandom(42);
        List<Long> expected = new ArrayList<>();
        List<Long> actual = new ArrayList<>();
        List<TimerQueue.Timer> running = new ArrayList<>();
        List<Long> deadlines = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 5_000; i++) {
            now += random.nextInt(10);
            long delay = random.nextBoolean() ? 100 : random.nextInt(300);
            long deadline = now + delay;
            running.add(timers.schedule(now, delay, () -> actual.add(deadline)));
            deadlines.add(deadline);
            if (random.nextInt(4) == 0) {
                int victim = random.nextInt(running.size());
                running.remove(victim).cancel();
                deadlines.remove(victim);
            }
        }
        expected.addAll(deadlines);
        expected.sort(Comparator.naturalOrder());
        timers.runDue(Long.MAX_VALUE - 1);
        assertThat(actual).isEqualTo(expected);
    }
}
