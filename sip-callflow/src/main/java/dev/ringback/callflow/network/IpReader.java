package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads IPv4 (RFC 791) and IPv6 with its extension headers (RFC 8200 §4) and puts fragments
/// together.
final class IpReader {
    private static final int HOP_BY_HOP = 0;
    private static final int ROUTING = 43;
    private static final int FRAGMENT = 44;
    private static final int AUTHENTICATION = 51;
    private static final int DESTINATION = 60;
    private static final int MOBILITY = 135;
    private static final int V6_HEADER = 40;

    private final Tally tally;
    private final Fragments fragments;

    IpReader(IntakeLimits limits, Tally tally) {
        this.tally = tally;
        this.fragments = new Fragments(limits, tally);
    }

    /// The packet that is whole with these octets, or null where there is none.
    @Nullable IpPacket read(byte[] octets, int start, Instant at) {
        int length = octets.length - start;
        int version = length < 1 ? 0 : octets[start] >> 4 & 0xf;
        return switch (version) {
            case 4 -> length < 20 ? malformed() : v4(octets, start, at);
            case 6 -> length < V6_HEADER ? malformed() : v6(octets, start, at);
            default -> skip(Skip.NOT_IP);
        };
    }

    /// Nothing more comes.
    void end() {
        fragments.end();
    }

    private @Nullable IpPacket malformed() {
        return skip(Skip.MALFORMED_PACKET);
    }

    private @Nullable IpPacket skip(Skip reason) {
        tally.skip(reason);
        return null;
    }

    private @Nullable IpPacket v4(byte[] octets, int start, Instant at) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        int header = 4 * (octets[start] & 0xf);
        int total = in.getShort(start + 2) & 0xffff;
        // network cards that cut streams themselves show packets without a length
        int claimed = total == 0 ? octets.length - start : total;
        if (header < 20 || claimed < header || start + header > octets.length) {
            return malformed();
        }
        int end = Math.min(octets.length, start + claimed);
        IpPacket packet =
                new IpPacket(
                        address(octets, start + 12, 4),
                        address(octets, start + 16, 4),
                        octets[start + 9] & 0xff,
                        Arrays.copyOfRange(octets, start + header, end),
                        start + claimed <= octets.length);
        int flags = in.getShort(start + 6);
        boolean more = (flags & 0x2000) != 0;
        int offset = 8 * (flags & 0x1fff);
        if (!more && offset == 0) {
            return packet;
        }
        return fragments.add(packet, in.getShort(start + 4) & 0xffff, offset, more, at);
    }

    private @Nullable IpPacket v6(byte[] octets, int start, Instant at) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        int claimed = in.getShort(start + 4) & 0xffff;
        int claimedEnd = claimed == 0 ? octets.length : start + V6_HEADER + claimed;
        int end = Math.min(octets.length, claimedEnd);
        int from = start + V6_HEADER;
        int next = octets[start + 6] & 0xff;
        while (extension(next) && next != FRAGMENT) {
            if (from + 8 > end) {
                return malformed();
            }
            int size = octets[from + 1] & 0xff;
            int header = next == AUTHENTICATION ? 4 * (size + 2) : 8 * (size + 1);
            next = octets[from] & 0xff;
            from += header;
        }
        int header = next == FRAGMENT ? 8 : 0;
        if (from + header > end) {
            return malformed();
        }
        IpPacket packet =
                new IpPacket(
                        address(octets, start + 8, 16),
                        address(octets, start + 24, 16),
                        header > 0 ? octets[from] & 0xff : next,
                        Arrays.copyOfRange(octets, from + header, end),
                        claimedEnd <= octets.length);
        if (header == 0) {
            return packet;
        }
        int place = in.getShort(from + 2) & 0xffff;
        return fragments.add(packet, in.getInt(from + 4), place & 0xfff8, (place & 1) != 0, at);
    }

    private static boolean extension(int protocol) {
        return switch (protocol) {
            case HOP_BY_HOP, ROUTING, FRAGMENT, AUTHENTICATION, DESTINATION, MOBILITY -> true;
            default -> false;
        };
    }

    private static InetAddress address(byte[] octets, int at, int length) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(octets, at, at + length));
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of " + length + " octets", e);
        }
    }
}
