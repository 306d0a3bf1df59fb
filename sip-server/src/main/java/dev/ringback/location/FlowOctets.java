package dev.ringback.location;

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
final class FlowOctets {
    private static final List<Transport> TRANSPORTS = List.of(Transport.values());
    private static final int CONNECTION = 1;
    private static final int PORT = CONNECTION + Long.BYTES;
    private static final int ZONE = PORT + Short.BYTES;
    private static final int ADDRESS = ZONE + Integer.BYTES;

    private FlowOctets() {}

    static byte[] of(Flow flow) {
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

    static Transport transport(byte[] octets, int start) {
        return TRANSPORTS.get(octets[start]);
    }

    /// @param local the own address
    static Flow flow(InetSocketAddress local, byte[] octets, int start) {
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
