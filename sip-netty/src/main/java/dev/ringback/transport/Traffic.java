package dev.ringback.transport;

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

    /// Starts at nothing.
    public Traffic() {}

    /// The counts so far. From any thread.
    public Counts counts() {
        return new Counts(
                datagramsIn.sum(),
                datagramsOut.sum(),
                new StreamCounts(streamMessagesIn.sum(), streamMessagesOut.sum()),
                new ConnectionCounts(accepted.sum(), connected.sum(), closed.sum()));
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
