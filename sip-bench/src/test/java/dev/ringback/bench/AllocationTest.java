package dev.ringback.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/// What parsing leaves to the collector. Octets are counted, not times, so that this holds on any
/// machine.
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int COUNTED = 10_000;

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final RingbackParser parser = new RingbackParser();
    private int read;

    @Test
    void theBaseParseOfAnInviteAllocatesAtMostOneAndAHalfKilobytes() {
        byte[] invite = Sample.INVITE.bytes();
        double octets = octetsEach(() -> parser.base(invite, value -> read++));
        assertThat(octets).isBetween(200.0, 1_500.0);
        assertThat(read).isEqualTo(6 * (WARM_UP + COUNTED));
    }

    private double octetsEach(Runnable task) {
        repeat(WARM_UP, task);
        long before = threads.getCurrentThreadAllocatedBytes();
        repeat(COUNTED, task);
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / COUNTED;
    }

    private static void repeat(int times, Runnable task) {
        for (int i = 0; i < times; i++) {
            task.run();
        }
    }
}
