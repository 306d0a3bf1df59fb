package dev.ringback.sip.spi;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Destination;

/// Sees each message that passes the sockets. Called on the stack's thread: it must be quick.
@FunctionalInterface
public interface WireTap {
    /// A message passed.
    ///
    /// @param sent whether it was sent
    /// @param peer where it went, or came from
    /// @param message the message
    void passed(boolean sent, Destination peer, SipMessage message);
}
