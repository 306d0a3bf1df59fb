package dev.ringback.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.RecvByteBufAllocator.ExtendedHandle;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class DatagramBatchesTest {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private final DatagramBatches batches = new DatagramBatches();
    private final ExtendedHandle handle = batches.newHandle();
    private final DefaultChannelConfig config = new DefaultChannelConfig(new EmbeddedChannel());

    private int segments() {
        ByteBuf buffer = handle.allocate(allocator);
        try {
            return buffer.writableBytes() / DatagramBatches.SEGMENT;
        } finally {
            buffer.release();
        }
    }

    /// One batch: how many segments it had, and whether another one follows in the same turn.
    private boolean batch(int datagrams, int expected) {
        assertThat(segments()).isEqualTo(expected);
        handle.incMessagesRead(datagrams);
        return handle.continueReading();
    }

    @Test
    void batchGrowsWhileItIsFullAndEndsTheTurnWhenItIsNot() {
        handle.reset(config);
        assertThat(batch(1, 1)).isTrue();
        assertThat(batch(2, 2)).isTrue();
        assertThat(batch(4, 4)).isTrue();
        assertThat(batch(8, 8)).isTrue();
        assertThat(batch(16, 16)).isTrue();
        assertThat(batch(20, 32)).isFalse();
        handle.reset(config);
        assertThat(batch(3, 32)).isFalse();
        assertThat(batch(3, 16)).isFalse();
        assertThat(batch(3, 8)).isFalse();
        assertThat(batch(1, 8)).isFalse();
        assertThat(batch(1, 4)).isFalse();
        assertThat(batch(1, 2)).isFalse();
        assertThat(batch(1, 2)).isFalse();
    }

    @Test
    void turnEndsAfterEnoughDatagrams() {
        handle.reset(config);
        int read = 0;
        boolean more = true;
        while (more) {
            int size = segments();
            handle.incMessagesRead(size);
            read += size;
            more = handle.continueReading();
        }
        assertThat(read)
                .isBetween(DatagramBatches.MOST_PER_TURN, 2 * DatagramBatches.MOST_PER_TURN);
    }

    @Test
    void turnEndsWhenReadingIsOff() {
        config.setAutoRead(false);
        handle.reset(config);
        assertThat(batch(1, 1)).isFalse();
    }

    @Test
    void memoryIsGivenBackWhenTheSocketIsClosed() {
        ByteBuf read = handle.allocate(allocator);
        batches.release();
        assertThat(read.refCnt()).isEqualTo(1);
        read.release();
        assertThat(read.refCnt()).isZero();
        assertThat(allocator.metric().usedDirectMemory()).isZero();
    }

    @Test
    void memoryIsUsedAgainOnceItIsFree() {
        ByteBuf first = handle.allocate(allocator);
        first.writeByte(1);
        first.release();
        ByteBuf second = handle.allocate(allocator);
        assertThat(second).isSameAs(first);
        assertThat(second.readableBytes()).isZero();
        ByteBuf whileInUse = handle.allocate(allocator);
        assertThat(whileInUse).isNotSameAs(first);
        assertThat(whileInUse.release()).isTrue();
        assertThat(second.release()).isFalse();
    }
}
