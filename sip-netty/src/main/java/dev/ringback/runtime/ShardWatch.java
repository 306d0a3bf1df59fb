package dev.ringback.runtime;

import dev.ringback.message.SipMessage;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;

/// Sees what one shard does, on that shard's thread: it must be quick, and not throw.
public interface ShardWatch {
    /// One that does not look.
    ShardWatch NONE =
            new ShardWatch() {
                @Override
                public void passed(boolean sent, Destination peer, SipMessage message) {}

                @Override
                public void told(Notice notice) {}
            };

    /// A message passed the shard's sockets.
    ///
    /// @param sent whether it was sent
    /// @param peer where it went, or came from
    /// @param message the message
    void passed(boolean sent, Destination peer, SipMessage message);

    /// The shard's stack told something.
    void told(Notice notice);
}
