package dev.ringback.ice;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The path of a peer without ICE: media go where its own come from, RFC 4961. One owner.
///
/// They may come from the addresses that its signalling named, from any port of them; while one
/// port is heard, others are not.
public final class SymmetricPath implements Path {
    /// For how long a silent port keeps others out.
    public static final Duration SILENCE = Duration.ofSeconds(5);

    private Set<InetAddress> allowed;
    private @Nullable InetSocketAddress peer;
    private long lastHeard;

    /// @param allowed the addresses that the peer's signalling named
    public SymmetricPath(Set<InetAddress> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /// The peer may have moved: to these addresses, and to any port of them.
    public void move(Set<InetAddress> to) {
        allowed = Set.copyOf(to);
        peer = null;
    }

    @Override
    public boolean accepts(InetSocketAddress from, long now) {
        boolean taken = peer != null && now - lastHeard <= SILENCE.toNanos();
        return allowed.contains(from.getAddress()) && (!taken || from.equals(peer));
    }

    @Override
    public void heard(InetSocketAddress from, long now) {
        peer = from;
        lastHeard = now;
    }

    @Override
    public @Nullable InetSocketAddress target(long now) {
        return peer;
    }
}
