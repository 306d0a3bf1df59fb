package dev.ringback.testkit;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Input;
import dev.ringback.stack.Notice;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;

/// Something that a bystander with a view of all nodes sees. [Invariant]s judge by these alone.
public sealed interface Observation {
    /// The node that it happened at.
    Endpoint node();

    /// A node gave a message to its network; it may still be lost.
    ///
    /// @param node who sent it
    /// @param transport how
    /// @param remote where to
    /// @param message what
    record Sent(Endpoint node, Transport transport, InetSocketAddress remote, SipMessage message)
            implements Observation {}

    /// A message reached a node, which handles it in this event.
    ///
    /// @param node who got it
    /// @param flow how it came
    /// @param message what
    record Delivered(Endpoint node, Flow flow, SipMessage message) implements Observation {}

    /// A message will not reach anybody.
    ///
    /// @param node who had sent it
    /// @param remote where it was to go
    /// @param message what
    /// @param reason loss, partition, nobody there
    record Lost(Endpoint node, InetSocketAddress remote, SipMessage message, String reason)
            implements Observation {}

    /// Bytes reached a node that are no message.
    ///
    /// @param node who got them
    /// @param input what it was told
    record Garbled(Endpoint node, Input.ReceivedMalformed input) implements Observation {}

    /// A node was told that a message cannot be sent, or that a connection is gone.
    ///
    /// @param node who was told
    /// @param input what it was told
    record Failed(Endpoint node, Input input) implements Observation {}

    /// A stack gave a notice.
    ///
    /// @param node whose stack
    /// @param notice what it said
    record Noticed(Endpoint node, Notice notice) implements Observation {}

    /// A node lost its power with all that it had in memory.
    ///
    /// @param node which
    record Crashed(Endpoint node) implements Observation {}

    /// A node came up, for the first time or again.
    ///
    /// @param node which
    record Started(Endpoint node) implements Observation {}
}
