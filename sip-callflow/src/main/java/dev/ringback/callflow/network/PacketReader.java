package dev.ringback.callflow.network;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.IntakeLimits;
import dev.ringback.callflow.intake.Passage;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.callflow.secrets.KeyLog;
import dev.ringback.stack.Transport;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;

/// Finds the SIP messages in packets. One thread at a time.
public final class PacketReader {
    /// The longest packet that is taken: the longest that tcpdump and Wireshark write.
    public static final int LONGEST = 262_144;

    private static final int UDP_HEADER = 8;

    private final Intake intake;
    private final Tally tally;
    private final IpReader ip;
    private final TcpTable tcp;

    /// A reader of the packets of one capture.
    public PacketReader(IntakeLimits limits, Intake intake, Tally tally, KeyLog keyLog) {
        this.intake = intake;
        this.tally = tally;
        this.ip = new IpReader(limits, tally);
        this.tcp = new TcpTable(limits, intake, tally, keyLog);
    }

    /// Whether packets of this link type are read.
    public static boolean reads(int linkType) {
        return LinkLayer.known(linkType);
    }

    /// Takes a packet.
    ///
    /// @param linkType the number of `pcap-linktype(7)`
    /// @param octets what of it was captured
    /// @param whole whether that is all of it
    public void take(Instant at, int linkType, byte[] octets, boolean whole) {
        tally.packet();
        int start = LinkLayer.ip(linkType, octets);
        if (start == LinkLayer.NO_IP) {
            tally.skip(Skip.NOT_IP);
            return;
        }
        if (!whole) {
            tally.skip(Skip.TRUNCATED);
        }
        IpPacket packet = ip.read(octets, start, at);
        if (packet == null) {
            return;
        }
        switch (packet.protocol()) {
            case IpPacket.UDP -> udp(packet, at);
            case IpPacket.TCP -> tcp(packet, at);
            default -> tally.skip(Skip.OTHER_PROTOCOL);
        }
    }

    private void udp(IpPacket packet, Instant at) {
        byte[] octets = packet.payload();
        if (octets.length < UDP_HEADER) {
            tally.skip(Skip.MALFORMED_PACKET);
            return;
        }
        int length = number(octets, 4);
        int end = length < UDP_HEADER ? octets.length : Math.min(octets.length, length);
        byte[] datagram = Arrays.copyOfRange(octets, UDP_HEADER, end);
        InetSocketAddress from = new InetSocketAddress(packet.from(), number(octets, 0));
        InetSocketAddress to = new InetSocketAddress(packet.to(), number(octets, 2));
        Passage passage = new Passage(at, Transport.UDP, from, to);
        intake.datagram(passage, datagram, packet.whole() && length <= octets.length);
    }

    private void tcp(IpPacket packet, Instant at) {
        Segment segment = Segment.of(packet.payload());
        if (segment == null) {
            tally.skip(Skip.MALFORMED_PACKET);
            return;
        }
        byte[] octets = packet.payload();
        InetSocketAddress from = new InetSocketAddress(packet.from(), number(octets, 0));
        InetSocketAddress to = new InetSocketAddress(packet.to(), number(octets, 2));
        tcp.take(from, to, segment, at);
    }

    private static int number(byte[] octets, int at) {
        return (octets[at] & 0xff) << 8 | (octets[at + 1] & 0xff);
    }

    /// Nothing more comes: what waits is given up.
    public void end() {
        ip.end();
        tcp.end();
    }
}
