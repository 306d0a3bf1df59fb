package dev.ringback.stack;

import dev.ringback.message.SipMessage;
import dev.ringback.message.SipRequest;
import dev.ringback.parse.Fault;
import dev.ringback.parse.Malformed;
import java.net.InetSocketAddress;

/// What happens to a [SipStack] from outside. Everything that it knows of the world comes as one of
/// these.
public sealed interface Input {
    /// A well-formed message arrived.
    ///
    /// @param flow how it came
    /// @param message the message
    record Received(Flow flow, SipMessage message) implements Input {}

    /// Bytes arrived that are no message.
    ///
    /// @param flow how they came
    /// @param malformed what is wrong, and the answer that it permits
    record ReceivedMalformed(Flow flow, Malformed malformed) implements Input {}

    /// Another stack of this element got what began as a response and cannot be read. Nobody knows
    /// whose transaction it was for.
    ///
    /// @param remote where it came from
    /// @param fault what is wrong with it
    record Unreadable(InetSocketAddress remote, Fault fault) implements Input {}

    /// A message could not be sent: no route, connection refused, connection lost before the write.
    ///
    /// @param send the order that failed
    /// @param reason what the operating system said, for the cause
    record SendFailed(Output.Send send, String reason) implements Input {}

    /// A connection was found or is being opened for a request to a [Hop]. What becomes of the
    /// request is another matter.
    ///
    /// @param request the request
    /// @param connection the number of the connection
    record Carried(SipRequest request, long connection) implements Input {}

    /// The network says that datagrams to an address do not arrive: an ICMP error, RFC 3261 §18.4.
    /// Nobody proves who sent it, so it ends only what has had no response yet.
    ///
    /// @param remote where the datagrams went
    /// @param reason what the error said, for the cause
    record Unreachable(InetSocketAddress remote, String reason) implements Input {}

    /// A flow ended: its stream connection did, or an [Output.KeepAlive] on it was not answered.
    ///
    /// @param flow the flow that is no more
    /// @param reason what ended it
    record FlowClosed(Flow flow, String reason) implements Input {}

    /// The application wants something done in its turn on the stack's thread.
    ///
    /// @param action what to do; it may call the stack's methods for transaction users
    record Command(Runnable action) implements Input {}

    /// The answer to an [Output.Ask].
    ///
    /// @param question the number of the question
    /// @param answer what was found
    record Answered(long question, Answer answer) implements Input {}

    /// The time of [SipStack#nextDeadline] has come.
    record TimersDue() implements Input {}
}
