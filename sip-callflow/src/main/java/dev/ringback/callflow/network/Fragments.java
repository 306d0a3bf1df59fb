package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts fragmented datagrams together: RFC 791 §3.2, RFC 8200 §4.5. Fragments that overlap make the
/// datagram void (RFC 5722 §4); the same fragment twice does not.
final class Fragments {
    private static final int MOST_JOINED = 16;

    private final IntakeLimits limits;
    private final Tally tally;
    private final Map<Key, FragmentedPacket> waiting = new LinkedHashMap<>();

    /// The fragments that made datagrams whole, of the last few: where each packet was captured
    /// twice they come once more.
    private final Map<Key, Last> joined =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Last> eldest) {
                    return size() > MOST_JOINED;
                }
            };

    Fragments(IntakeLimits limits, Tally tally) {
        this.limits = limits;
        this.tally = tally;
    }

    private record Key(InetAddress from, InetAddress to, int protocol, int identification) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Last(int offset, byte[] octets) {}

    /// The packet that is whole with this fragment, or null.
    ///
    /// @param offset of the fragment in what is fragmented
    /// @param more whether it is not the last one
    @Nullable IpPacket add(
            IpPacket fragment, int identification, int offset, boolean more, Instant at) {
        expire(at);
        if (offset == 0 && !more) {
            return fragment;
        }
        Key key = new Key(fragment.from(), fragment.to(), fragment.protocol(), identification);
        Last same = waiting.containsKey(key) ? null : joined.get(key);
        if (same != null
                && same.offset == offset
                && Arrays.equals(same.octets, fragment.payload())) {
            return null;
        }
        FragmentedPacket packet = waiting.computeIfAbsent(key, _ -> new FragmentedPacket(at));
        packet.add(fragment, offset, more);
        if (packet.whole()) {
            waiting.remove(key);
            joined.put(key, new Last(offset, fragment.payload()));
            return packet.joined(fragment);
        }
        if (waiting.size() > limits.fragmented()) {
            Iterator<FragmentedPacket> eldest = waiting.values().iterator();
            eldest.next();
            eldest.remove();
            tally.skip(Skip.FRAGMENTS);
        }
        return null;
    }

    private void expire(Instant at) {
        Iterator<FragmentedPacket> eldest = waiting.values().iterator();
        while (eldest.hasNext() && eldest.next().since().plus(limits.patience()).isBefore(at)) {
            eldest.remove();
            tally.skip(Skip.FRAGMENTS);
        }
    }

    void end() {
        waiting.values().forEach(_ -> tally.skip(Skip.FRAGMENTS));
        waiting.clear();
    }
}
