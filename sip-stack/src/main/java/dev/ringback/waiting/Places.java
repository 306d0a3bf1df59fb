package dev.ringback.waiting;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import org.jspecify.annotations.Nullable;

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
            case Hop hop -> 1 + size(hop.remote()) + size(hop.domain());
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
                write(hop.domain(), into);
            }
        }
    }

    static Destination read(ByteBuffer from) {
        int kind = from.get();
        Transport transport = TRANSPORTS.get(kind & (HOP - 1));
        InetSocketAddress remote = address(from);
        return (kind & HOP) != 0
                ? new Hop(transport, remote, domain(transport, from))
                : new Flow(transport, address(from), remote, from.getLong());
    }

    /// Only a secure hop has a domain, and it always has one.
    private static int size(@Nullable String domain) {
        return domain == null ? 0 : Byte.BYTES + domain.getBytes(UTF_8).length;
    }

    private static void write(@Nullable String domain, ByteBuffer into) {
        if (domain != null) {
            byte[] octets = domain.getBytes(UTF_8);
            into.put((byte) octets.length).put(octets);
        }
    }

    private static @Nullable String domain(Transport transport, ByteBuffer from) {
        if (!transport.secure()) {
            return null;
        }
        byte[] octets = new byte[Byte.toUnsignedInt(from.get())];
        from.get(octets);
        return new String(octets, UTF_8);
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
