package dev.ringback.transport;

import dev.ringback.icmp.ErrorQueue;
import dev.ringback.socket.BoundSocket;
import dev.ringback.socket.SocketError;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import dev.ringback.stack.Transport;
import dev.ringback.stun.StunMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.unix.UnixChannel;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One listening datagram socket of one shard.
final class UdpSocket extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(UdpSocket.class);

    /// Errors read before the loop looks at the other sockets.
    private static final int MOST_ERRORS = 256;

    private static final int MORE_TRIES = 3;
    private static final byte[] REGISTER = "REGISTER ".getBytes(StandardCharsets.US_ASCII);

    /// The largest first octet of a STUN message; no SIP message begins with one as small.
    private static final int LAST_OF_STUN = 3;

    private final Channel channel;
    private final Inbox inbox;
    private final Traffic traffic;
    private final InetSocketAddress local;
    private final Encoder encoder;
    private final @Nullable ErrorQueue errors;
    private final StunClient keepAlives;
    private final boolean group;
    private boolean sendsToGroups;
    private boolean unflushed;
    private boolean anythingRead;

    /// @param errors the reader of the kernel's queue of ICMP errors; null where there is none
    UdpSocket(
            BoundSocket bound,
            Inbox inbox,
            Traffic traffic,
            Encoder encoder,
            @Nullable ErrorQueue errors) {
        this.channel = bound.channel();
        this.local = bound.local();
        this.inbox = inbox;
        this.traffic = traffic;
        this.encoder = encoder;
        this.errors = errors;
        this.group = bound.group();
        this.keepAlives = new StunClient(channel.eventLoop(), this::sendNow, inbox::closed);
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
            anythingRead = true;
            traffic.datagramsIn.increment();
            ByteBuf content = packet.content();
            if (keepAlive(content)) {
                return;
            }
            byte[] bytes = new byte[content.readableBytes()];
            content.readBytes(bytes);
            Flow flow = new Flow(Transport.UDP, local, packet.sender(), 0);
            StunMessage stun = (bytes[0] & 0xff) > LAST_OF_STUN ? null : stun(bytes);
            if (group && !register(bytes)) {
                inbox.tell(new Notice.Dropped("multicast-method"));
            } else if (stun == null) {
                inbox.message(flow, bytes);
            } else {
                take(flow, stun);
            }
        } finally {
            packet.release();
        }
    }

    /// RFC 3261 §10.2.6: only registrations are addressed to all servers. Anything else is for
    /// nobody in particular, and gets no answer of us.
    private static boolean register(byte[] bytes) {
        if (bytes.length < REGISTER.length) {
            return false;
        }
        return Arrays.equals(bytes, 0, REGISTER.length, REGISTER, 0, REGISTER.length);
    }

    /// The network of the socket's own address is the one on which groups are meant.
    private void sendToGroups() {
        if (sendsToGroups || local.getAddress().isAnyLocalAddress()) {
            return;
        }
        sendsToGroups = true;
        try {
            NetworkInterface network = NetworkInterface.getByInetAddress(local.getAddress());
            if (network != null) {
                channel.config().setOption(ChannelOption.IP_MULTICAST_IF, network);
            }
        } catch (SocketException | ChannelException e) {
            LOG.warn("groups are sent to from {} as the system likes: {}", local, e.getMessage());
        }
    }

    /// RFC 5626 §8: STUN and SIP share the port, and the first two bits tell them apart.
    private static @Nullable StunMessage stun(byte[] bytes) {
        return StunMessage.parse(bytes, 0, bytes.length);
    }

    private void take(Flow flow, StunMessage message) {
        StunMessage answer = message.answer(flow.remote());
        if (!message.isRequest()) {
            keepAlives.answered(flow, message);
        } else if (answer != null && !inbox.banned(flow.remote().getAddress())) {
            sendNow(flow, answer.encode());
        }
    }

    private void sendNow(Flow flow, byte[] octets) {
        if (channel.isWritable()) {
            ByteBuf content = channel.alloc().directBuffer(octets.length).writeBytes(octets);
            ChannelFuture _ = channel.write(new DatagramPacket(content, flow.remote()));
            traffic.datagramsOut.increment();
            unflushed = true;
            inbox.endOfTurn();
        }
    }

    /// Asks the far end of a flow whether it is there, by STUN.
    void keepAlive(Flow flow) {
        keepAlives.ask(flow);
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
    void send(Output.Send send) {
        write(
                send,
                errors == null
                        ? new WriteOrder(channel, inbox, send)
                        : new DatagramOrder(channel, inbox, send, this, MORE_TRIES));
    }

    /// Sends a datagram whose write was met by an error, most likely that of another one.
    void again(Output.Send send, int triesLeft) {
        traffic.datagramsOut.decrement();
        write(send, new DatagramOrder(channel, inbox, send, this, triesLeft));
        inbox.endOfTurn();
    }

    private void write(Output.Send send, WriteOrder order) {
        if (!channel.isWritable()) {
            channel.flush();
            if (!channel.isWritable()) {
                inbox.tell(new Notice.Dropped("udp-send-queue"));
                return;
            }
        }
        if (send.to().remote().getAddress().isMulticastAddress()) {
            sendToGroups();
        }
        ByteBuf content = encoder.encode(send.message(), channel.alloc());
        ChannelFuture _ = channel.write(new DatagramPacket(content, send.to().remote()), order);
        traffic.datagramsOut.increment();
        unflushed = true;
    }

    void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    /// A wake-up without a datagram means that an error waits, and while it waits there is no end
    /// of them.
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!anythingRead) {
            readErrors();
        }
        anythingRead = false;
    }

    /// Empties the kernel's queue of errors and tells which addresses cannot be reached.
    void readErrors() {
        if (errors == null || !(channel instanceof UnixChannel unix) || !channel.isOpen()) {
            return;
        }
        int descriptor = unix.fd().intValue();
        for (int i = 0; i < MOST_ERRORS; i++) {
            switch (errors.next(descriptor)) {
                case ErrorQueue.Empty() -> {
                    return;
                }
                case ErrorQueue.Other() -> {}
                case ErrorQueue.Unreachable(var entry) ->
                        inbox.unreachable(entry.remote(), entry.reason());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        readErrors();
        LOG.debug("datagram socket {}: {}", local, SocketError.reason(cause));
    }
}
