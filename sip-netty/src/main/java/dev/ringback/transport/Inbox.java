package dev.ringback.transport;

import dev.ringback.message.SipRequest;
import dev.ringback.parse.Malformed;
import dev.ringback.parse.StreamFramer;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Output;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Where a transport delivers: the shard on the same event loop.
public interface Inbox {
    /// The bytes of one message arrived; the array is the receiver's from now on. On the loop.
    void message(Flow flow, byte[] bytes);

    /// A message arrived on a stream; its octets are the receiver's from now on. On the loop.
    void message(Flow flow, StreamFramer.Frame frame);

    /// A stream broke the framing of RFC 3261 §18.3; nothing more will be read from it. On the
    /// loop.
    void malformed(Flow flow, Malformed malformed);

    /// A message was not sent. From any thread.
    ///
    /// @param send the order that failed
    /// @param reason what the operating system said, in short words
    void sendFailed(Output.Send send, String reason);

    /// A connection was found or is being opened for a request to a hop. On the loop.
    ///
    /// @param connection the number of the connection
    void carried(SipRequest request, long connection);

    /// The network says that datagrams to an address do not arrive. On the loop.
    ///
    /// @param remote the address
    /// @param reason what the error said, in short words
    void unreachable(InetSocketAddress remote, String reason);

    /// A stream connection is no more. From any thread.
    void closed(Flow flow, String reason);

    /// Whether no connection is taken from a source now. From any thread.
    default boolean banned(InetAddress source) {
        return false;
    }

    /// Something to count. From any thread.
    void tell(Notice notice);

    /// Asks for [ShardTransport#flush] at the end of this turn of the loop. On the loop.
    void endOfTurn();

    /// The bound address of the listening socket to send from, or null where none fits. On the
    /// loop.
    @Nullable InetSocketAddress source(Destination to);
}
