package dev.ringback.echo;

/// The UDP ports that audio is heard on.
///
/// @param first 1024 to 65534
/// @param last more than the first, up to 65535: a call takes a pair of ports
public record PortRange(int first, int last) {
    /// @throws IllegalArgumentException if these are no such ports
    public PortRange {
        if (first < 1024 || last > 65535 || first >= last) {
            throw new IllegalArgumentException(first + " to " + last + " is no range of ports");
        }
    }

    /// 16384 to 16483: fifty calls at a time.
    public static PortRange defaults() {
        return new PortRange(16384, 16483);
    }

    /// How many calls they are enough for. RTP has the even port of a pair, RFC 3550 §11.
    public int calls() {
        int even = first + (first & 1);
        return (last - even + 2) / 2;
    }
}
