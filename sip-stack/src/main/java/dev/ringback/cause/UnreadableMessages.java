package dev.ringback.cause;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From where messages came lately that could not be read. A peer that answers with nonsense looks
/// like one that is silent to whoever waits for the answer. Bounded; one thread at a time.
public final class UnreadableMessages {
    private static final int MOST_PEERS = 256;
    private static final int MOST_TIMES = 16;

    private final Map<InetSocketAddress, Heard> peers = LinkedHashMap.newLinkedHashMap(16);

    /// None yet.
    public UnreadableMessages() {}

    /// Notes one.
    ///
    /// @param fault what was wrong with it, in a fixed word
    /// @param at when, in nanoseconds
    public void add(InetSocketAddress from, String fault, long at) {
        Heard heard = peers.remove(from);
        if (heard == null) {
            heard = new Heard();
            if (peers.size() == MOST_PEERS) {
                peers.remove(peers.keySet().iterator().next());
            }
        }
        heard.times[heard.next] = at;
        heard.next = (heard.next + 1) % MOST_TIMES;
        heard.count = Math.min(heard.count + 1, MOST_TIMES);
        heard.fault = fault;
        peers.put(from, heard);
    }

    /// How many came from there since then; no more than 16 are counted.
    ///
    /// @param since in nanoseconds
    public int count(InetSocketAddress from, long since) {
        Heard heard = peers.get(from);
        int count = 0;
        for (int i = 0; heard != null && i < heard.count; i++) {
            count += heard.times[i] >= since ? 1 : 0;
        }
        return count;
    }

    /// What was wrong with the last that came from there; null where none did.
    public @Nullable String fault(InetSocketAddress from) {
        Heard heard = peers.get(from);
        return heard == null ? null : heard.fault;
    }

    /// What came from one address.
    private static final class Heard {
        final long[] times = new long[MOST_TIMES];
        int count;
        int next;
        String fault = "";
    }
}
