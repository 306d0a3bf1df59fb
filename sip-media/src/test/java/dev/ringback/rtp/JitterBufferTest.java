package dev.ringback.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class JitterBufferTest {
    private final JitterBuffer buffer = new JitterBuffer();

    @Test
    void theFirstPacketWaitsForSixtyMilliseconds() {
        buffer.put(1000, filled(160, 1));

        assertThat(take(480)).containsOnly((short) 0);
        assertThat(take(160)).containsOnly((short) 1);
        assertThat(take(160)).containsOnly((short) 0);
    }

    @Test
    void packetsComeOutInTheOrderOfTheirTimestamps() {
        buffer.put(160, filled(160, 2));
        buffer.put(0, filled(160, 1));
        buffer.put(320, filled(80, 3));
        take(480 - 160);

        assertThat(take(160)).containsOnly((short) 1);
        assertThat(take(160)).containsOnly((short) 2);
        assertThat(take(80)).containsOnly((short) 3);
    }

    @Test
    void aHoleIsSilence() {
        buffer.put(0, filled(160, 1));
        buffer.put(320, filled(160, 3));
        take(480);

        assertThat(take(160)).containsOnly((short) 1);
        assertThat(take(160)).containsOnly((short) 0);
        assertThat(take(160)).containsOnly((short) 3);
    }

    @Test
    void whoIsTooLateIsDropped() {
        buffer.put(0, filled(160, 1));
        take(480 + 160);
        buffer.put(0, filled(160, 9));

        assertThat(buffer.late()).isEqualTo(1);
        assertThat(take(160)).containsOnly((short) 0);
    }

    @Test
    void manyLatePacketsMoveTheBuffer() {
        buffer.put(100_000, filled(160, 1));
        take(480);
        for (int i = 0; i < 5; i++) {
            buffer.put(i * 160, filled(160, 7));
        }

        assertThat(buffer.moved()).isEqualTo(1);
        take(480);
        assertThat(take(160)).containsOnly((short) 7);
    }

    @Test
    void whoIsFarAheadMovesTheBuffer() {
        buffer.put(0, filled(160, 1));
        buffer.put(1_000_000, filled(160, 2));

        assertThat(buffer.held()).isEqualTo(160);
        take(480);
        assertThat(take(160)).containsOnly((short) 2);
    }

    @Test
    void timestampsWrapAround() {
        buffer.put(-160, filled(160, 1));
        buffer.put(0, filled(160, 2));
        take(480);

        assertThat(take(160)).containsOnly((short) 1);
        assertThat(take(160)).containsOnly((short) 2);
    }

    @Test
    void aFloodIsBounded() {
        for (int i = 0; i < 10_000; i++) {
            buffer.put(i * 160, filled(160, 1));
        }

        assertThat(buffer.held()).isLessThanOrEqualTo(JitterBuffer.CAPACITY);
    }

    @Test
    void aPacketLongerThanTheBufferIsDropped() {
        buffer.put(0, filled(5000, 1));

        assertThat(buffer.held()).isZero();
        assertThat(buffer.late()).isEqualTo(1);
    }

    private short[] take(int many) {
        short[] samples = new short[many];
        buffer.take(samples);
        return samples;
    }

    private static short[] filled(int many, int with) {
        short[] samples = new short[many];
        Arrays.fill(samples, (short) with);
        return samples;
    }
}
