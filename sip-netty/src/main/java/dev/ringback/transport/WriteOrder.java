package dev.ringback.transport;

import dev.ringback.socket.SocketError;
import dev.ringback.stack.Output;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelPromise;

/// The promise of one write: it tells a failure to the shard that ordered it, and forgets a
/// success at once, so that a message sent costs neither a listener nor a notification.
sealed class WriteOrder extends DefaultChannelPromise permits DatagramOrder {
    private final Inbox origin;
    private final Output.Send send;

    WriteOrder(Channel channel, Inbox origin, Output.Send send) {
        super(channel);
        this.origin = origin;
        this.send = send;
    }

    @Override
    public boolean setUncancellable() {
        return true;
    }

    @Override
    public boolean trySuccess() {
        return true;
    }

    @Override
    public boolean trySuccess(Void result) {
        return true;
    }

    @Override
    public boolean tryFailure(Throwable cause) {
        origin.sendFailed(send, SocketError.reason(cause));
        return true;
    }

    @Override
    public ChannelPromise setFailure(Throwable cause) {
        tryFailure(cause);
        return this;
    }
}
