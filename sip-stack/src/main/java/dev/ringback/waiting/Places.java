package dev.ringback.waiting;

import dev.ringback.stack.Destination;
import dev.ringback.stack.Flow;
import dev.ringback.stack.Hop;
import dev.ringback.stack.Transport;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;

/// Destinations as octets.
final class Places {
    private static final int HOP = 0x40;
    private static final int IPV6 = 16;
    private static final List<Transport> TRANSPORTS = List.of(Transport.values());

    private Places() {}

    /// How many octets one takes.
    static int size(Destination to) {
        return switch (to) {
            case Flow flow -> 1 + size(flow.remote()) + size(flow.local()) + Long.BYTES;
            case Hop hop -> 1 + size(hop.remote());
        };
    }

    static void write(Destination to, ByteBuffer into) {
        int transport = TRANSPORTS.indexOf(to.transport());
        switch (to) {
            case Flow flow -> {
                into.put((byte) transport);
                write(flow.remote(), into);
                write(flow.local(), into);
                into.putLong(flow.connection());
            }
            case Hop hop -> {
                into.put((byte) (transport | HOP));
                write(hop.remote(), into);
            }
        }
    }

    static Destination read(ByteBuffer from) {
        int kind = from.get();
        Transport transport = TRANSPORTS.get(kind & (HOP - 1));
        InetSocketAddress remote = address(from);
        return (kind & HOP) != 0
                ? new Hop(transport, remote)
                : new Flow(transport, address(from), remote, from.getLong());
    }

    private static int size(InetSocketAddress address) {
        int length = address.getAddress().getAddress().length;
        return 1 + length + (length == IPV6 ? Integer.BYTES : 0) + Short.BYTES;
    }

    private static void write(InetSocketAddress address, ByteBuffer into) {
        byte[] octets = address.getAddress().getAddress();
        into.put((byte) octets.length).put(octets);
        if (address.getAddress() instanceof Inet6Address wide) {
            into.putInt(wide.getScopeId());
        }
        into.putShort((short) address.getPort());
    }

    private static InetSocketAddress address(ByteBuffer from) {
        byte[] octets = new byte[from.get()];
        from.get(octets);
        try {
            InetAddress address =
                    octets.length == IPV6
                            ? wide(octets, from.getInt())
                            : InetAddress.getByAddress(octets);
            return new InetSocketAddress(address, from.getShort() & 0xFFFF);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + octets.length + " octets", e);
        }
    }

    private static InetAddress wide(byte[] octets, int scope) throws UnknownHostException {
        return Inet6Address.getByAddress(null, octets, scope > 0 ? scope : -1);
    }
}
