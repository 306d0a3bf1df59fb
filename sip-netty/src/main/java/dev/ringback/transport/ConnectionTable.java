package dev.ringback.transport;

import dev.ringback.stack.Hop;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// All stream connections of a runtime, by number and by peer: a connection lives on one loop, and
/// every shard may send on it. Safe for use by many threads.
public final class ConnectionTable {
    private final ConcurrentHashMap<Long, StreamConnection> byNumber = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Hop, StreamConnection> byPeer = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger reserved = new AtomicInteger();
    private final int limit;

    /// An empty table for at most that many connections.
    public ConnectionTable(int limit) {
        this.limit = limit;
    }

    /// Takes one of the places, or says that there is none.
    boolean reserve() {
        if (reserved.incrementAndGet() > limit) {
            reserved.decrementAndGet();
            return false;
        }
        return true;
    }

    /// Gives a place back.
    void release() {
        reserved.decrementAndGet();
    }

    /// A number that no other flow of the process had.
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    @Nullable StreamConnection numbered(long number) {
        return byNumber.get(number);
    }

    @Nullable StreamConnection to(Hop peer) {
        return byPeer.get(peer);
    }

    /// Adds a connection. Where there is one to the same peer already, requests keep using that
    /// one.
    ///
    /// @return the connection that requests to this peer use
    StreamConnection add(StreamConnection connection) {
        StreamConnection first = byPeer.putIfAbsent(connection.peer(), connection);
        if (first == null || connection.inbound()) {
            byNumber.put(connection.number(), connection);
        }
        return first == null ? connection : first;
    }

    void remove(StreamConnection connection) {
        byNumber.remove(connection.number(), connection);
        byPeer.remove(connection.peer(), connection);
    }
}
