package dev.ringback.transport;

import dev.ringback.stack.Output;
import io.netty.channel.Channel;

/// The promise of one datagram. Where the kernel keeps errors of the network, a write reports the
/// error of whatever datagram met one before and sends nothing itself: such a datagram is sent
/// again before it counts as unsendable.
final class DatagramOrder extends WriteOrder {
    private final UdpSocket socket;
    private final Output.Send send;
    private final int triesLeft;

    DatagramOrder(
            Channel channel, Inbox origin, Output.Send send, UdpSocket socket, int triesLeft) {
        super(channel, origin, send);
        this.socket = socket;
        this.send = send;
        this.triesLeft = triesLeft;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        socket.readErrors();
        if (triesLeft == 0) {
            return super.tryFailure(cause);
        }
        socket.again(send, triesLeft - 1);
        return true;
    }
}
