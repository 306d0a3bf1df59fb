package dev.ringback.transport;

import dev.ringback.message.SipMessage;
import dev.ringback.message.WireSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/// Writes messages into direct buffers: one per event loop.
final class Encoder implements WireSink {
    private static final int STREAM_MEMORY = 1 << 16;

    private final ByteBuf streamMemory =
            Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(STREAM_MEMORY));

    private ByteBuf target = Unpooled.EMPTY_BUFFER;

    /// The message in a new buffer, which the caller owns.
    ByteBuf encode(SipMessage message, ByteBufAllocator allocator) {
        ByteBuf buffer = allocator.directBuffer(message.size());
        target = buffer;
        message.writeTo(this);
        target = Unpooled.EMPTY_BUFFER;
        return buffer;
    }

    /// What goes to a stream in one write, in a buffer that the caller owns. As long as the kernel
    /// takes everything at once it is always the same memory.
    ByteBuf encode(StreamOrders orders, ByteBufAllocator allocator) {
        int size = orders.size();
        boolean free = size <= STREAM_MEMORY && streamMemory.refCnt() == 1;
        ByteBuf buffer = free ? streamMemory.retain().clear() : allocator.directBuffer(size);
        target = buffer;
        orders.writeTo(this);
        target = Unpooled.EMPTY_BUFFER;
        return buffer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        target.writeBytes(bytes, offset, length);
    }
}
