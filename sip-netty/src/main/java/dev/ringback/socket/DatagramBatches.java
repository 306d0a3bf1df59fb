package dev.ringback.socket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelConfig;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lays out the memory for `recvmmsg`: one buffer of [#MOST] segments, each big enough for the
/// biggest datagram that UDP can carry, used again and again. Pages that no datagram fills are
/// never touched.
///
/// Netty reads as many datagrams per system call as whole segments fit into what [Handle] hands
/// out. Describing an empty segment to the kernel costs too, so the number follows the load: it
/// doubles when a batch came back full and shrinks when no more than a quarter was used. A batch
/// that is not full ends the turn without another system call to hear that there is no more.
final class DatagramBatches implements RecvByteBufAllocator {
    /// Bytes for one datagram: no UDP payload is longer.
    static final int SEGMENT = 65_535;

    /// Segments in the largest batch.
    static final int MOST = 32;

    /// Datagrams read from one socket before the loop looks at the others.
    static final int MOST_PER_TURN = 4 * MOST;

    private final List<Batch> batches = new ArrayList<>(1);

    @Override
    public ExtendedHandle newHandle() {
        Batch batch = new Batch();
        batches.add(batch);
        return batch;
    }

    /// Gives the memory back. To be called on the socket's event loop when it is closed: nothing is
    /// read any more then.
    void release() {
        batches.forEach(Batch::release);
        batches.clear();
    }

    private static final class Batch implements ExtendedHandle {
        private final @Nullable ByteBuf[] views = new ByteBuf[Integer.SIZE];
        private @Nullable ByteBuf memory;
        private int size = 1;
        private int read;
        private int readInTurn;
        private int attempted;
        private int lastBytes;
        private boolean autoRead;

        @Override
        public ByteBuf allocate(ByteBufAllocator alloc) {
            read = 0;
            ByteBuf whole = memory;
            if (whole == null) {
                whole = alloc.directBuffer(MOST * SEGMENT, MOST * SEGMENT);
                memory = whole;
            }
            if (whole.refCnt() != 1) {
                return alloc.directBuffer(size * SEGMENT);
            }
            int log = Integer.numberOfTrailingZeros(size);
            ByteBuf view = views[log];
            if (view == null) {
                view = whole.slice(0, size * SEGMENT);
                views[log] = view;
            }
            return view.retain().clear();
        }

        private void release() {
            ByteBuf whole = memory;
            memory = null;
            Arrays.fill(views, null);
            if (whole != null) {
                whole.release();
            }
        }

        @Override
        public int guess() {
            return size * SEGMENT;
        }

        @Override
        public void reset(ChannelConfig config) {
            readInTurn = 0;
            autoRead = config.isAutoRead();
        }

        @Override
        public void incMessagesRead(int messages) {
            read += messages;
            readInTurn += messages;
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return continueReading();
        }

        @Override
        public boolean continueReading() {
            boolean full = read >= size;
            if (full) {
                size = Math.min(MOST, 2 * size);
            } else if (read <= size / 4) {
                size = Math.max(1, size / 2);
            }
            return full && autoRead && readInTurn < MOST_PER_TURN;
        }

        @Override
        public void lastBytesRead(int bytes) {
            lastBytes = bytes;
        }

        @Override
        public int lastBytesRead() {
            return lastBytes;
        }

        @Override
        public void attemptedBytesRead(int bytes) {
            attempted = bytes;
        }

        @Override
        public int attemptedBytesRead() {
            return attempted;
        }

        @Override
        public void readComplete() {
            // Nothing to learn here: every batch was looked at in continueReading.
        }
    }
}
