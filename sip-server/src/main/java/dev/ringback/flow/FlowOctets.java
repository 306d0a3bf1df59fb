package dev.ringback.flow;

import dev.ringback.stack.Flow;
import dev.ringback.stack.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// A [Flow] as octets at the end of an array, without its own address: the transport, the number
/// of the connection, the peer's port, the zone of a link-local IPv6 address, and the peer's
/// address.
public final class FlowOctets {
    private static final List<Transport> TRANSPORTS = List.of(Transport.values());
    private static final int CONNECTION = 1;
    private static final int PORT = CONNECTION + Long.BYTES;
    private static final int ZONE = PORT + Short.BYTES;
    private static final int ADDRESS = ZONE + Integer.BYTES;

    private FlowOctets() {}

    /// Marks the flow that begins there with a number from 0 to 15, which is no part of it.
    public static void mark(byte[] octets, int start, int mark) {
        octets[start] = (byte) ((octets[start] & 0x0F) | (mark << 4));
    }

    /// The number that the flow was marked with; 0 where it was not.
    public static int mark(byte[] octets, int start) {
        return (octets[start] & 0xF0) >> 4;
    }

    /// The octets of a flow.
    public static byte[] of(Flow flow) {
        InetAddress address = flow.remote().getAddress();
        byte[] raw = address.getAddress();
        int zone = address instanceof Inet6Address six ? six.getScopeId() : 0;
        return ByteBuffer.allocate(ADDRESS + raw.length)
                .put((byte) TRANSPORTS.indexOf(flow.transport()))
                .putLong(flow.connection())
                .putShort((short) flow.remote().getPort())
                .putInt(zone)
                .put(raw)
                .array();
    }

    /// The transport of the flow that begins there.
    public static Transport transport(byte[] octets, int start) {
        return TRANSPORTS.get(octets[start] & 0x0F);
    }

    /// The flow that begins there and takes the rest of the octets.
    ///
    /// @param local the own address
    public static Flow flow(InetSocketAddress local, byte[] octets, int start) {
        ByteBuffer from = ByteBuffer.wrap(octets);
        int port = Short.toUnsignedInt(from.getShort(start + PORT));
        byte[] raw = Arrays.copyOfRange(octets, start + ADDRESS, octets.length);
        InetSocketAddress remote =
                new InetSocketAddress(address(raw, from.getInt(start + ZONE)), port);
        return new Flow(transport(octets, start), local, remote, from.getLong(start + CONNECTION));
    }

    private static InetAddress address(byte[] raw, int zone) {
        try {
            return zone == 0
                    ? InetAddress.getByAddress(raw)
                    : Inet6Address.getByAddress(null, raw, zone);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + raw.length + " octets", e);
        }
    }
}
