package dev.ringback.transport;

import dev.ringback.message.SipMessage;
import dev.ringback.message.WireSink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;

/// Writes messages into direct buffers: one per event loop.
final class Encoder implements WireSink {
    private ByteBuf target = Unpooled.EMPTY_BUFFER;

    /// The message in a new buffer, which the caller owns.
    ByteBuf encode(SipMessage message, ByteBufAllocator allocator) {
        ByteBuf buffer = allocator.directBuffer(message.size());
        target = buffer;
        message.writeTo(this);
        target = Unpooled.EMPTY_BUFFER;
        return buffer;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        target.writeBytes(bytes, offset, length);
    }
}
