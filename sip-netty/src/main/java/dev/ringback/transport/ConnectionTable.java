package dev.ringback.transport;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// All stream connections of a runtime, by number and by peer: a connection lives on one loop, and
/// every shard may send on it. Safe for use by many threads.
public final class ConnectionTable {
    private final ConcurrentHashMap<Long, StreamConnection> byNumber = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Hop, StreamConnection> byPeer = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong(start());
    private final AtomicInteger reserved = new AtomicInteger();
    private final int limit;
    private final Sources sources;

    /// An empty table for at most that many connections.
    ConnectionTable(int limit, Sources sources) {
        this.limit = limit;
        this.sources = sources;
    }

    /// Takes one of the places for a connection that somebody opened to us, or answers in one fixed
    /// word why not.
    ///
    /// @param shakes whether it has to shake hands first
    @Nullable String enter(InetAddress source, boolean shakes) {
        if (!reserve()) {
            return "connection-limit";
        }
        String refused = sources.enter(source, shakes);
        if (refused != null) {
            release();
        }
        return refused;
    }

    /// A connection that somebody opened has shaken hands, or ends before it has.
    void shaken(InetAddress source) {
        sources.shaken(source);
    }

    /// A connection that somebody opened is gone, and its place is free.
    void left(InetAddress source) {
        sources.leave(source);
        release();
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

    /// Where the numbers of this process begin: above all of an earlier one, whose flows may still
    /// be named by routes within calls.
    private static long start() {
        return System.currentTimeMillis() << 20;
    }

    /// A number that no other flow had, of this process or of an earlier one on this machine.
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
        boolean unproved = connection.inbound() && connection.peer().transport().secure();
        StreamConnection first =
                unproved ? null : byPeer.putIfAbsent(connection.peer(), connection);
        if (first == null || connection.inbound()) {
            byNumber.put(connection.number(), connection);
        }
        return first == null ? connection : first;
    }

    /// The peer of a connection proved that it speaks for a domain: requests to servers of that
    /// domain at this address use this connection, RFC 5923 §9. On the connection's loop.
    ///
    /// @param port the port of the peer that is meant: that of the connection, or the one that its
    ///     Via names where it allows for that (`alias`)
    void proved(StreamConnection connection, String domain, int port) {
        InetSocketAddress remote = connection.peer().remote();
        InetSocketAddress named = new InetSocketAddress(remote.getAddress(), port);
        Hop hop = new Hop(connection.peer().transport(), named, domain);
        if (byPeer.putIfAbsent(hop, connection) == null) {
            connection.servesToo(hop);
        }
    }

    void remove(StreamConnection connection) {
        byNumber.remove(connection.number(), connection);
        byPeer.remove(connection.peer(), connection);
        connection.alsoServed().forEach(hop -> byPeer.remove(hop, connection));
    }

    /// The domains that the far end of a flow proved with its certificate, RFC 5922 §7; none where
    /// it showed none, or where the connection is gone. From any thread.
    public Set<String> domains(Flow flow) {
        StreamConnection connection = byNumber.get(flow.connection());
        return connection == null ? Set.of() : connection.domains();
    }
}
