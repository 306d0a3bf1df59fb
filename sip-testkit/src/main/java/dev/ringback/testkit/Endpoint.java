package dev.ringback.testkit;

import dev.ringback.stack.Input;

/// Something with addresses on a [SimNetwork]: a [SimNode] with a real stack, or a [ScriptedPeer]
/// on a [PeerNode].
public interface Endpoint {
    /// The name in traces.
    String name();

    /// Takes what comes from the network. Called in an event of its own.
    void handle(Input input);
}
