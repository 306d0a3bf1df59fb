package dev.ringback.transport;

import dev.ringback.stack.Transport;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// Counts what passes the sockets of one runtime.
public final class Traffic {
    final LongAdder datagramsIn = new LongAdder();
    final LongAdder datagramsOut = new LongAdder();
    final LongAdder streamMessagesIn = new LongAdder();
    final LongAdder streamMessagesOut = new LongAdder();
    final LongAdder accepted = new LongAdder();
    final LongAdder connected = new LongAdder();
    final LongAdder closed = new LongAdder();
    private final Map<Transport, LongAdder> open = new EnumMap<>(Transport.class);

    /// Starts at nothing.
    public Traffic() {
        for (Transport transport : Transport.values()) {
            if (transport.reliable()) {
                open.put(transport, new LongAdder());
            }
        }
    }

    /// The counts so far. From any thread.
    public Counts counts() {
        return new Counts(
                datagramsIn.sum(),
                datagramsOut.sum(),
                new StreamCounts(streamMessagesIn.sum(), streamMessagesOut.sum()),
                new ConnectionCounts(accepted.sum(), connected.sum(), closed.sum()));
    }

    /// A connection begins.
    void begins(Transport transport) {
        Objects.requireNonNull(open.get(transport)).increment();
    }

    /// A connection has ended.
    void ends(Transport transport) {
        Objects.requireNonNull(open.get(transport)).decrement();
        closed.increment();
    }

    /// How many connections there are now, of the transports that have such. From any thread.
    public Map<Transport, Long> open() {
        Map<Transport, Long> counts = new EnumMap<>(Transport.class);
        open.forEach((transport, count) -> counts.put(transport, count.sum()));
        return counts;
    }

    /// Counts since the start.
    ///
    /// @param datagramsIn datagrams received, keep-alives included
    /// @param datagramsOut datagrams given to the kernel
    /// @param streamMessages messages on streams
    /// @param connections stream connections
    public record Counts(
            long datagramsIn,
            long datagramsOut,
            StreamCounts streamMessages,
            ConnectionCounts connections) {}

    /// Messages on streams.
    ///
    /// @param in frames received
    /// @param out messages given to the kernel
    public record StreamCounts(long in, long out) {}

    /// Stream connections.
    ///
    /// @param accepted opened by a peer
    /// @param connected opened by us
    /// @param closed ended, for whatever reason
    public record ConnectionCounts(long accepted, long connected, long closed) {
        /// How many there are now.
        public long open() {
            return accepted + connected - closed;
        }
    }
}
