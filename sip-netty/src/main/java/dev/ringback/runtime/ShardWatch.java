package dev.ringback.runtime;

import dev.ringback.message.SipMessage;
import dev.ringback.sip.spi.WireTap;
import dev.ringback.stack.Destination;
import dev.ringback.stack.Notice;

/// Hears what one shard does. Called on that shard's thread alone, so it may count without locks;
/// it must be fast and not throw.
public interface ShardWatch extends WireTap {
    /// Hears nothing.
    ShardWatch NONE =
            new ShardWatch() {
                @Override
                public void passed(boolean sent, Destination peer, SipMessage message) {}

                @Override
                public void told(Notice notice) {}
            };

    /// Something happened that operators count.
    void told(Notice notice);
}
