package dev.ringback.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How many calls succeed when more come than can be served, with overload control and without.
/// The figures are those of docs/operate/abuse.md.
class GoodputTest {
    private static final Duration WARM = Duration.ofSeconds(30);
    private static final Duration MEASURED = Duration.ofSeconds(60);
    private static final OverloadSettings OFF = OverloadSettings.off();
    private static final OverloadSettings LOSS = OverloadSettings.with(_ -> true);
    private static final OverloadSettings RATE =
            new OverloadSettings(
                    _ -> true, List.of(Algorithm.RATE), LOSS.target(), LOSS.validity(), 1);

    /// One whose clients know nothing of overload control.
    private static final OverloadSettings ALONE = OverloadSettings.with(_ -> false);

    @Test
    void belowItsCapacityEveryCallSucceedsEitherWay() {
        for (OverloadSettings settings : List.of(OFF, LOSS, RATE, ALONE)) {
            assertThat(goodput(settings, 350)).isBetween(345, 355);
        }
    }

    @Test
    void withoutControlALittleTooMuchLeavesNothing() {
        assertThat(goodput(OFF, 700)).isZero();
        assertThat(goodput(OFF, 5_000)).isZero();
    }

    @Test
    void withControlNineTenthsOfTheCapacityAreServedHoweverManyCome() {
        for (int rate : new int[] {700, 1_000, 5_000}) {
            assertThat(goodput(LOSS, rate)).as("loss, %d", rate).isBetween(430, 460);
            assertThat(goodput(RATE, rate)).as("rate, %d", rate).isBetween(440, 460);
        }
    }

    @Test
    void aServerWhoseClientsDoNotHelpServesWhatRefusingTheRestLeaves() {
        assertThat(goodput(ALONE, 700)).isGreaterThan(380);
        assertThat(goodput(ALONE, 1_000)).isGreaterThan(330);
        assertThat(goodput(ALONE, 5_000)).as("0.3 ms for each refusal").isBetween(20, 60);
    }

    @Test
    void aPeakIsFeltForMinutesAfterItUnlessItIsControlled() {
        assertThat(afterPeak(OFF)).isLessThan(370);
        assertThat(afterPeak(LOSS)).isGreaterThan(420);
        assertThat(afterPeak(RATE)).isGreaterThan(420);
        assertThat(afterPeak(ALONE)).isGreaterThan(420);
    }

    /// Calls a second that succeed at this rate.
    private static int goodput(OverloadSettings settings, int rate) {
        BusyServer world = new BusyServer(settings, settings);
        world.run(rate, WARM);
        world.reset();
        world.run(rate, MEASURED);
        return (int) (world.good / MEASURED.toSeconds());
    }

    /// Calls a second that succeed just below the capacity, a minute after ten seconds of
    /// three times as many.
    private static int afterPeak(OverloadSettings settings) {
        BusyServer world = new BusyServer(settings, settings);
        world.run(490, WARM);
        world.run(1_500, Duration.ofSeconds(10));
        world.run(490, Duration.ofSeconds(60));
        world.reset();
        world.run(490, MEASURED);
        return (int) (world.good / MEASURED.toSeconds());
    }
}
