package dev.ringback.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.channel.DefaultEventLoop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WakeUpTest {
    private static final long MILLI = 1_000_000;

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final MonotonicClock clock = new MonotonicClock();
    private final List<Long> wakes = new CopyOnWriteArrayList<>();
    private final WakeUp wakeUp = new WakeUp(loop, clock, () -> wakes.add(clock.now()));

    @AfterEach
    void end() {
        loop.shutdownGracefully().awaitUninterruptibly(1_000);
    }

    @Test
    void deadlinesOfOneTickWakeOnceAndNeverEarly() throws Exception {
        long tick = (clock.now() / WakeUp.TICK + 5) * WakeUp.TICK;
        loop.submit(
                        () -> {
                            for (long d = tick - WakeUp.TICK + 1; d <= tick; d += MILLI) {
                                wakeUp.by(d);
                            }
                            wakeUp.by(tick + 3 * WakeUp.TICK);
                        })
                .sync();
        await().until(() -> !wakes.isEmpty() && clock.now() > tick + 8 * WakeUp.TICK);
        assertThat(wakes).hasSize(1).allMatch(time -> time >= tick);
    }

    @Test
    void earlierDeadlineOvertakesALaterOne() throws Exception {
        long start = clock.now();
        loop.submit(
                        () -> {
                            wakeUp.by(start + 60_000 * MILLI);
                            wakeUp.by(start + 30 * MILLI);
                            wakeUp.by(Long.MAX_VALUE);
                        })
                .sync();
        await().until(() -> wakes.size() == 1);
        assertThat(wakes.getFirst()).isBetween(start + 30 * MILLI, start + 5_000 * MILLI);
    }
}
