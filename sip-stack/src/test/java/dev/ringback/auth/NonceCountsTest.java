package dev.ringback.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NonceCountsTest {
    private final NonceCounts counts = new NonceCounts(16);

    @Test
    void eachCountIsTakenOnce() {
        assertThat(counts.take(0, 1)).isTrue();
        assertThat(counts.take(0, 1)).isFalse();
        assertThat(counts.take(0, 2)).isTrue();
        assertThat(counts.take(0, 1)).isFalse();
    }

    @Test
    void countsThatOvertakeEachOtherAreTakenWithin64() {
        assertThat(counts.take(0, 100)).isTrue();
        assertThat(counts.take(0, 37)).isTrue();
        assertThat(counts.take(0, 37)).isFalse();
        assertThat(counts.take(0, 36)).as("64 behind").isFalse();
        assertThat(counts.take(0, 99)).isTrue();
    }

    @Test
    void aJumpOf64OrMoreForgetsWhatWasBelow() {
        assertThat(counts.take(0, 1)).isTrue();
        assertThat(counts.take(0, 65)).isTrue();
        assertThat(counts.take(0, 1)).isFalse();
        assertThat(counts.take(0, 0xffffffffL)).isTrue();
        assertThat(counts.take(0, 0xfffffffeL)).isTrue();
        assertThat(counts.take(0, 66)).isFalse();
    }

    @Test
    void noncesAreCountedApart() {
        assertThat(counts.take(3, 1)).isTrue();
        assertThat(counts.take(4, 1)).isTrue();
    }

    @Test
    void aNonceThatLostItsSlotIsRefusedRatherThanTrusted() {
        assertThat(counts.take(5, 1)).isTrue();
        assertThat(counts.take(5 + 16, 1)).as("the slot's next owner").isTrue();
        assertThat(counts.take(5, 2)).isFalse();
        assertThat(counts.take(5, 1)).isFalse();
    }

    /// Against a set that remembers everything.
    @Test
    void agreesWithASimpleModel() {
        Random random = new Random(42);
        Set<Long> used = new HashSet<>();
        long top = 0;
        for (int i = 0; i < 20_000; i++) {
            long count = Math.max(1, top + random.nextInt(90) - 80);
            boolean fresh = count > top - 64 && used.add(count);
            assertThat(counts.take(9, count)).as("count %d after %d", count, top).isEqualTo(fresh);
            top = Math.max(top, count);
        }
        assertThat(top).isGreaterThan(1_000);
    }

    @Test
    void ofManyThreadsOneTakesACount() throws InterruptedException {
        AtomicInteger taken = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = Thread.ofPlatform().start(() -> takeAll(start, taken));
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(taken).hasValue(16 * 64);
    }

    @Test
    void aTableWithoutSlotsIsRefused() {
        assertThatThrownBy(() -> new NonceCounts(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void takeAll(CountDownLatch start, AtomicInteger taken) {
        try {
            start.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        for (long count = 1; count <= 64; count++) {
            for (long nonce = 0; nonce < 16; nonce++) {
                if (counts.take(nonce, count)) {
                    taken.incrementAndGet();
                }
            }
        }
    }
}
