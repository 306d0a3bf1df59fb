package dev.ringback.app.record;

import dev.ringback.cause.CauseGraph;
import dev.ringback.header.Method;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;

/// Something that was recorded.
public sealed interface Recorded {
    /// When: monotonic nanoseconds.
    long at();

    /// A message passed our sockets.
    ///
    /// @param sent whether we sent it
    /// @param line what carried it
    /// @param octets the message
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Message(long at, boolean sent, Line line, byte[] octets) implements Recorded {}

    /// What carried a message.
    ///
    /// @param local our address; that of the listening socket where a request was sent to a hop
    /// @param remote the peer's address
    record Line(Transport transport, InetSocketAddress local, InetSocketAddress remote) {}

    /// A request was answered with a final response, or left without one.
    ///
    /// @param callId its Call-ID
    /// @param method its method
    /// @param sequence the number of its CSeq
    /// @param status the status code; 0 for no answer
    /// @param causes what led to it
    record Decided(
            long at, String callId, Method method, long sequence, int status, CauseGraph causes)
            implements Recorded {}
}
