package dev.ringback.webrtc;

import dev.ringback.echo.PortRange;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// The pairs of ports that calls may have. Any thread may use it.
final class PortPool {
    private final PortRange range;
    private final BitSet taken = new BitSet();
    private int next;

    PortPool(PortRange range) {
        this.range = range;
    }

    /// How many calls there may be.
    int most() {
        return range.calls();
    }

    /// How many there are.
    synchronized int used() {
        return taken.cardinality();
    }

    /// A socket on a port that nobody has; null when there is none.
    @Nullable DatagramSocket open(InetAddress address) {
        for (int i = 0; i < most(); i++) {
            int port = take();
            if (port < 0) {
                return null;
            }
            try {
                return new DatagramSocket(new InetSocketAddress(address, port));
            } catch (IOException e) {
                // Somebody else on this machine has it.
                release(port);
            }
        }
        return null;
    }

    /// Gives a port back, once its socket is closed.
    synchronized void release(int port) {
        taken.clear((port - first()) / 2);
    }

    /// Takes turns, so that late packets of one call do not meet the next.
    private synchronized int take() {
        for (int i = 0; i < most(); i++) {
            int pair = (next + i) % most();
            if (!taken.get(pair)) {
                taken.set(pair);
                next = pair + 1;
                return first() + 2 * pair;
            }
        }
        return -1;
    }

    private int first() {
        return range.first() + (range.first() & 1);
    }
}
