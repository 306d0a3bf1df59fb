package dev.ringback.callflow.network;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// The fragments of one IP packet that are there.
final class FragmentedPacket {
    private static final int LONGEST = 65_535;
    private static final int MOST = 512;

    private final Instant since;
    private final TreeMap<Integer, byte[]> parts = new TreeMap<>();
    private int length;
    private int total = -1;
    private boolean refused;

    FragmentedPacket(Instant since) {
        this.since = since;
    }

    /// When its first fragment came.
    Instant since() {
        return since;
    }

    void add(IpPacket fragment, int offset, boolean more) {
        byte[] part = fragment.payload();
        int end = offset + part.length;
        boolean odd = part.length == 0 || (more && part.length % 8 != 0) || end > LONGEST;
        odd |= parts.size() == MOST || (total >= 0 && end > total);
        odd |= !more && (total >= 0 ? total != end : reach() > end);
        if (refused || odd || !fragment.whole() || overlaps(offset, part)) {
            refuse();
            return;
        }
        if (!more) {
            total = end;
        }
        if (parts.put(offset, part) == null) {
            length += part.length;
        }
    }

    /// Where the last part that is there ends.
    private int reach() {
        Map.Entry<Integer, byte[]> last = parts.lastEntry();
        return last == null ? 0 : last.getKey() + last.getValue().length;
    }

    /// It is never whole; what else comes of it is thrown away.
    private void refuse() {
        refused = true;
        parts.clear();
    }

    private boolean overlaps(int offset, byte[] part) {
        byte[] same = parts.get(offset);
        if (same != null) {
            return !Arrays.equals(same, part);
        }
        Map.Entry<Integer, byte[]> before = parts.lowerEntry(offset);
        Map.Entry<Integer, byte[]> after = parts.higherEntry(offset);
        return (before != null && before.getKey() + before.getValue().length > offset)
                || (after != null && offset + part.length > after.getKey());
    }

    boolean whole() {
        return !refused && length == total;
    }

    IpPacket joined(IpPacket any) {
        byte[] payload = new byte[length];
        parts.forEach((offset, part) -> System.arraycopy(part, 0, payload, offset, part.length));
        return new IpPacket(any.from(), any.to(), any.protocol(), payload, true);
    }
}
