package dev.ringback.websocket;

import dev.ringback.socket.Sockets;
import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The way of web browsers through a port of WebSockets: who asks for a page there is connected
/// with a web server of this process, so that both can have one address. Closed until somebody
/// opens it. Any thread.
public final class WebPassage {
    /// More connections than some browsers have, and few beside those of telephones.
    private static final int MOST = 128;

    private final AtomicReference<@Nullable Way> way = new AtomicReference<>();
    private final Semaphore places = new Semaphore(MOST);

    private final Relay.Patience patience;

    /// A closed one.
    public WebPassage() {
        this(Relay.Patience.USUAL);
    }

    WebPassage(Relay.Patience patience) {
        this.patience = patience;
    }

    Relay.Patience patience() {
        return patience;
    }

    /// How many connections have a place.
    int taken() {
        return MOST - places.availablePermits();
    }

    /// Where browsers get to.
    ///
    /// @param at the address at which they are let through; a wildcard for any of the machine's
    /// @param behind the web server, which expects the header of the PROXY protocol, version 2
    /// @param word what the header has in [ProxyHeader#WORD], so that the server knows us
    public record Way(InetSocketAddress at, InetSocketAddress behind, String word) {
        /// Whether a connection that came to this address is let through.
        boolean leadsFrom(InetSocketAddress local) {
            return local.getPort() == at.getPort()
                    && (at.getAddress().isAnyLocalAddress()
                            || at.getAddress().equals(local.getAddress()));
        }

        /// Without the word.
        @Override
        public String toString() {
            return at + " to " + behind;
        }
    }

    /// Lets browsers through from now on.
    public void open(Way to) {
        way.set(to);
    }

    /// Lets no more browsers through; those that are stay.
    public void close() {
        way.set(null);
    }

    /// Looks at what a connection asks first, before it is known whether it wants a WebSocket.
    ///
    /// @param channel a connection whose layers end with a [ServerUpgrade]
    /// @param sockets makes the connection to the web server
    /// @param secure whether it has TLS
    public void watch(Channel channel, Sockets sockets, boolean secure) {
        if (way.get() != null) {
            channel.pipeline()
                    .addBefore(
                            ServerUpgrade.CODEC,
                            null,
                            new WebDoor(this, new WebDoor.Own(sockets, secure)));
        }
    }

    /// The way for a connection that came to this address; null where there is none, or there are
    /// too many. Who gets one gives its place [back][#left].
    @Nullable Way enter(InetSocketAddress local) {
        Way to = way.get();
        return to != null && to.leadsFrom(local) && places.tryAcquire() ? to : null;
    }

    /// A connection that [entered][#enter] has ended.
    void left() {
        places.release();
    }

    /// A connection is none of telephones: nothing of it counts any more.
    public record Leaves() {}
}
