package dev.ringback.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Where the peer of a stream is. Times are any monotonic ones, in nanoseconds.
public interface Path {
    /// Whether datagrams from there may be the peer's.
    boolean accepts(InetSocketAddress from, long now);

    /// Notes that a datagram from there is the peer's.
    void heard(InetSocketAddress from, long now);

    /// Where to send; null where that is not known, or not allowed any more.
    @Nullable InetSocketAddress target(long now);
}
