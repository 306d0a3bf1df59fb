package dev.ringback.callflow.capture;

import dev.ringback.callflow.Passed;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes packets as they might have carried messages. Of at most 10,000 connections it remembers
/// how far they are; one that is forgotten begins anew.
final class PacketMaker {
    private static final int MOST = 10_000;
    private static final int LONGEST_SEGMENT = 32_000;
    private static final int LONGEST_DATAGRAM = 65_507;
    /// Between the first numbers of two directions, so that one begun anew is seen as another.
    private static final int SPACING = 10_000_019;

    private static final int SYN = 2;
    private static final int PSH = 8;
    private static final int ACK = 16;

    private static final String UPGRADED =
            """
            HTTP/1.1 101 Switching Protocols
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=
            Sec-WebSocket-Protocol: sip

            """;

    private int first;
    private final IpPackets ip = new IpPackets();
    private final Map<Way, Progress> ways = new LinkedHashMap<>(64, 0.75f, true);

    /// One direction of a connection.
    private record Way(InetSocketAddress from, InetSocketAddress to) {
        Way back() {
            return new Way(to, from);
        }
    }

    /// How far a direction is.
    private static final class Progress {
        private int sequence;
        private boolean masks;

        Progress(int sequence) {
            this.sequence = sequence;
        }
    }

    /// The packets of a message, those of the handshake before the first one on a connection.
    List<byte[]> packets(Passed passed) {
        byte[] message = passed.message().toBytes();
        Way way = new Way(passed.from(), passed.to());
        List<byte[]> packets = new ArrayList<>();
        switch (passed.transport()) {
            case UDP -> udp(packets, way, message);
            case TCP, TLS -> {
                connected(packets, way, false);
                stream(packets, way, message);
            }
            case WS, WSS -> {
                connected(packets, way, true);
                stream(packets, way, frame(message, way(way).masks));
            }
        }
        return packets;
    }

    private void udp(List<byte[]> packets, Way way, byte[] message) {
        if (message.length > LONGEST_DATAGRAM) {
            throw new IllegalArgumentException("a datagram of " + message.length + " octets");
        }
        int length = 8 + message.length;
        ByteBuffer datagram = ports(ByteBuffer.allocate(length), way);
        datagram.putShort((short) length).putShort((short) 0).put(message);
        ip.add(packets, way.from, way.to, IpPackets.UDP, datagram.array());
    }

    private static ByteBuffer ports(ByteBuffer header, Way way) {
        return header.putShort((short) way.from.getPort()).putShort((short) way.to.getPort());
    }

    private Progress way(Way way) {
        return ways.computeIfAbsent(way, _ -> new Progress(first += SPACING));
    }

    /// Opens the connection where it is new. Its client is who has the higher port: most servers
    /// have a low one.
    private void connected(List<byte[]> packets, Way way, boolean webSocket) {
        if (ways.containsKey(way)) {
            return;
        }
        while (ways.size() >= 2 * MOST) {
            Way eldest = ways.keySet().iterator().next();
            ways.remove(eldest);
            ways.remove(eldest.back());
        }
        boolean first = way.from.getPort() >= way.to.getPort();
        Way client = first ? way : way.back();
        segment(packets, client, SYN, new byte[0]);
        segment(packets, client.back(), SYN | ACK, new byte[0]);
        segment(packets, client, ACK, new byte[0]);
        if (webSocket) {
            way(client).masks = true;
            stream(packets, client, lines(upgrade(client.to)));
            stream(packets, client.back(), lines(UPGRADED));
        }
    }

    /// The key and its answer are those of RFC 6455 §1.3.
    private static String upgrade(InetSocketAddress server) {
        return """
        GET / HTTP/1.1
        Host: %s:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
        Sec-WebSocket-Protocol: sip
        Sec-WebSocket-Version: 13

        """
                .formatted(host(server), server.getPort());
    }

    private static String host(InetSocketAddress address) {
        String host = address.getHostString();
        return host.indexOf(':') < 0 ? host : '[' + host + ']';
    }

    private static byte[] lines(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    private void stream(List<byte[]> packets, Way way, byte[] octets) {
        for (int at = 0; at < octets.length; at += LONGEST_SEGMENT) {
            int end = Math.min(octets.length, at + LONGEST_SEGMENT);
            segment(packets, way, PSH | ACK, Arrays.copyOfRange(octets, at, end));
        }
    }

    private void segment(List<byte[]> packets, Way way, int flags, byte[] octets) {
        Progress own = way(way);
        ByteBuffer segment = ports(ByteBuffer.allocate(20 + octets.length), way);
        segment.putInt(own.sequence);
        segment.putInt((flags & ACK) == 0 ? 0 : way(way.back()).sequence);
        segment.put((byte) 0x50).put((byte) flags).putShort((short) 0xffff);
        segment.putInt(0).put(octets);
        own.sequence += octets.length + ((flags & SYN) == 0 ? 0 : 1);
        ip.add(packets, way.from, way.to, IpPackets.TCP, segment.array());
    }

    /// A message as one frame: RFC 6455 §5.2. The mask of a client is zero, which leaves the
    /// message readable.
    private static byte[] frame(byte[] message, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(14 + message.length);
        frame.put((byte) 0x81);
        int mask = masked ? 0x80 : 0;
        if (message.length < 126) {
            frame.put((byte) (mask | message.length));
        } else if (message.length <= 0xffff) {
            frame.put((byte) (mask | 126)).putShort((short) message.length);
        } else {
            frame.put((byte) (mask | 127)).putLong(message.length);
        }
        if (masked) {
            frame.putInt(0);
        }
        frame.put(message);
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
