package dev.ringback.transport;

import dev.ringback.message.WireSink;
import dev.ringback.socket.SocketError;
import dev.ringback.stack.Output;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelProgressivePromise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// What was ordered on one stream connection in one turn, and the promise of the write that carries
/// all of it: it tells those who ordered what the kernel did not take, and forgets a success at
/// once.
final class StreamOrders extends DefaultChannelProgressivePromise {
    private static final byte[] PONG = {'\r', '\n'};

    private final List<Order> orders = new ArrayList<>(2);
    private int pongs;
    private int size;
    private long taken;

    private record Order(Output.Send send, Inbox origin) {}

    StreamOrders(Channel channel) {
        super(channel);
    }

    void add(Output.Send send, Inbox origin) {
        orders.add(new Order(send, origin));
        size += send.message().size();
    }

    /// Orders the answer to a keep-alive, behind the messages.
    void addPong() {
        pongs++;
        size += PONG.length;
    }

    /// How many answers to keep-alives.
    int pongs() {
        return pongs;
    }

    /// Shows each message with who ordered it, in order.
    void forEach(BiConsumer<Output.Send, Inbox> action) {
        orders.forEach(order -> action.accept(order.send(), order.origin()));
    }

    /// How many messages.
    int messages() {
        return orders.size();
    }

    /// Octets of all of it.
    int size() {
        return size;
    }

    /// Writes all of it.
    void writeTo(WireSink sink) {
        for (Order order : orders) {
            order.send().message().writeTo(sink);
        }
        for (int i = 0; i < pongs; i++) {
            sink.write(PONG, 0, PONG.length);
        }
    }

    /// Tells that what the kernel did not take whole is not sent.
    private void fail(String reason) {
        long end = 0;
        for (Order order : orders) {
            end += order.send().message().size();
            if (end > taken) {
                order.origin().sendFailed(order.send(), reason);
            }
        }
    }

    @Override
    public boolean tryProgress(long progress, long total) {
        taken = progress;
        return true;
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
        fail(SocketError.reason(cause));
        return true;
    }
}
