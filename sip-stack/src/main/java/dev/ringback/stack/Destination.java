package dev.ringback.stack;

import java.net.InetSocketAddress;

/// Where a message goes: an existing [Flow], or a [Hop] for which a flow is found or opened.
public sealed interface Destination permits Flow, Hop {
    /// The transport that carries the message.
    Transport transport();

    /// The peer's address, always resolved.
    InetSocketAddress remote();
}
