package dev.ringback.transport;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listening datagram socket of one shard.
final class UdpSocket extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    private final Channel channel;
    private final Inbox inbox;
    private final Traffic traffic;
    private final InetSocketAddress local;
    private boolean unflushed;

    UdpSocket(BoundSocket bound, Inbox inbox, Traffic traffic) {
        this.channel = bound.channel();
        this.local = bound.local();
        this.inbox = inbox;
        this.traffic = traffic;
    }

    void start() {
        channel.pipeline().addLast(this);
        channel.config().setAutoRead(true);
    }

    InetSocketAddress local() {
        return local;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        try {
            traffic.datagramsIn.increment();
            ByteBuf content = packet.content();
            if (keepAlive(content)) {
                return;
            }
            byte[] bytes = new byte[content.readableBytes()];
            content.readBytes(bytes);
            inbox.message(new Flow(Transport.UDP, local, packet.sender(), 0), bytes);
        } finally {
            packet.release();
        }
    }

    /// RFC 5626 §4.4 and what phones make of it: nothing but line ends, or nothing at all.
    private static boolean keepAlive(ByteBuf content) {
        int end = content.writerIndex();
        for (int i = content.readerIndex(); i < end; i++) {
            byte b = content.getByte(i);
            if (b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }

    /// Orders one datagram; the kernel sees it at the next [#flush]. Where the socket's queue is
    /// full the datagram is lost, as the network would lose it, and counted.
    void send(Output.Send send, Encoder encoder) {
        if (!channel.isWritable()) {
            channel.flush();
            if (!channel.isWritable()) {
                inbox.tell(new Notice.Dropped("udp-send-queue"));
                return;
            }
        }
        ByteBuf content = encoder.encode(send.message(), channel.alloc());
        ChannelFuture _ =
                channel.write(
                        new DatagramPacket(content, send.to().remote()),
                        new WriteOrder(channel, inbox, send));
        traffic.datagramsOut.increment();
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("datagram socket {}: {}", local, SocketError.reason(cause));
    }
}
