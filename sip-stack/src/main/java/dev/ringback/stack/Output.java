package dev.ringback.stack;

import dev.ringback.message.SipMessage;
import java.util.function.Consumer;

/// What a [SipStack] wants done. It does nothing itself.
public sealed interface Output {
    /// Send this message. If it cannot be sent, the runtime answers with [Input.SendFailed]; which
    /// connection takes a request to a [Hop], with [Input.Carried].
    ///
    /// @param to where to
    /// @param message the message
    record Send(Destination to, SipMessage message) implements Output {}

    /// Close the stream connection of a flow after what was already ordered on it is written.
    ///
    /// @param flow the flow
    record Close(Flow flow) implements Output {}

    /// Ask the far end of a flow whether it is still there, RFC 5626 §4.4: two line ends on a
    /// stream, a ping on WebSocket, a STUN Binding request over UDP. Where nothing answers in time
    /// the runtime ends the flow with [Input.FlowClosed].
    ///
    /// @param flow the flow
    record KeepAlive(Flow flow) implements Output {}

    /// Find something out that may take time. The runtime answers with [Input.Answered].
    ///
    /// @param id the number to answer with
    /// @param question what to find out
    record Ask(long id, Question question) implements Output {}

    /// Begin something outside that takes time. What it hands back is run in a step of this stack,
    /// as an [Input.Command] is.
    ///
    /// @param work called at once; it must return at once, and may hand back from any thread
    record Begin(Consumer<Consumer<Runnable>> work) implements Output {}

    /// Something worth counting happened.
    ///
    /// @param notice what
    record Tell(Notice notice) implements Output {}
}
