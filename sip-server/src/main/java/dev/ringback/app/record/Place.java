package dev.ringback.app.record;

import dev.ringback.stack.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/// Where a message passed, as octets: the transport and whether it was sent (1 octet), how long the
/// two addresses are (1 and 1), their ports (2 and 2), our address, the peer's address.
///
/// @param sent whether we sent it
/// @param transport what carried it
/// @param local our address
/// @param remote the peer's address
record Place(boolean sent, Transport transport, Side local, Side remote) {
    private static final int FIXED = 7;
    private static final int SENT = 0x80;
    private static final int OCTET = 0xff;
    private static final List<Transport> TRANSPORTS = List.of(Transport.values());

    /// An address as octets, and a port.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Side(byte[] address, int port) {
        static Side of(InetSocketAddress address) {
            return new Side(address.getAddress().getAddress(), address.getPort());
        }

        InetSocketAddress socket() {
            try {
                return new InetSocketAddress(InetAddress.getByAddress(address), port);
            } catch (UnknownHostException e) {
                throw new IllegalStateException("an address of " + address.length + " octets", e);
            }
        }
    }

    /// How many octets it takes.
    int size() {
        return FIXED + local.address.length + remote.address.length;
    }

    void write(byte[] octets, int offset) {
        octets[offset] = (byte) (TRANSPORTS.indexOf(transport) | (sent ? SENT : 0));
        octets[offset + 1] = (byte) local.address.length;
        octets[offset + 2] = (byte) remote.address.length;
        writePort(octets, offset + 3, local.port);
        writePort(octets, offset + 5, remote.port);
        int at = offset + FIXED;
        System.arraycopy(local.address, 0, octets, at, local.address.length);
        at += local.address.length;
        System.arraycopy(remote.address, 0, octets, at, remote.address.length);
    }

    static Place read(byte[] octets, int offset) {
        int head = octets[offset] & OCTET;
        int middle = offset + FIXED + octets[offset + 1];
        int end = middle + octets[offset + 2];
        return new Place(
                (head & SENT) != 0,
                TRANSPORTS.get(head & ~SENT),
                new Side(
                        Arrays.copyOfRange(octets, offset + FIXED, middle),
                        readPort(octets, offset + 3)),
                new Side(Arrays.copyOfRange(octets, middle, end), readPort(octets, offset + 5)));
    }

    private static void writePort(byte[] octets, int offset, int port) {
        octets[offset] = (byte) (port >>> 8);
        octets[offset + 1] = (byte) port;
    }

    private static int readPort(byte[] octets, int offset) {
        return (octets[offset] & OCTET) << 8 | (octets[offset + 1] & OCTET);
    }

    Recorded.Line line() {
        return new Recorded.Line(transport, local.socket(), remote.socket());
    }
}
