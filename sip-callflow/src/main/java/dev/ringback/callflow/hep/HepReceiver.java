package dev.ringback.callflow.hep;

import dev.ringback.callflow.intake.Intake;
import dev.ringback.callflow.intake.Passage;
import dev.ringback.callflow.intake.Sink;
import dev.ringback.callflow.intake.Skip;
import dev.ringback.callflow.intake.Summary;
import dev.ringback.callflow.intake.Tally;
import dev.ringback.parse.ParseLimits;
import dev.ringback.stack.Transport;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/// Takes HEP over UDP and TCP at one port and delivers the SIP messages in it. At most 64
/// connections at a time: one more ends that which brought nothing for longest. What is no HEP ends
/// a connection.
///
/// The sink is told by threads of its own, by one at a time. What the sink throws ends the thread
/// or connection that brought the message.
public final class HepReceiver implements Closeable {
    private static final int MOST = 64;
    private static final long PAUSE = Duration.ofMillis(100).toNanos();
    private static final int RECEIVE_BUFFER = 4 << 20;

    private final DatagramSocket datagrams;
    private final ServerSocket server;

    /// With the number of the last packet or connection that they brought.
    private final Map<Socket, Long> connections = new ConcurrentHashMap<>();

    private final AtomicLong count = new AtomicLong();
    private final byte[] key;
    private final Clock clock;
    private final Tally tally = new Tally();
    private final Intake intake;
    private final ReentrantLock lock = new ReentrantLock();

    /// Begins to listen.
    ///
    /// @param address where; with port 0 at a free one
    /// @param key what packets have to carry, empty for nothing
    /// @throws IOException if it cannot listen there
    public HepReceiver(InetSocketAddress address, String key, Clock clock, Sink sink)
            throws IOException {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
        this.intake = new Intake(ParseLimits.defaults(), new TransportByVia(sink), tally);
        this.server = new ServerSocket();
        try {
            server.bind(address);
            this.datagrams =
                    new DatagramSocket(
                            new InetSocketAddress(address.getAddress(), server.getLocalPort()));
            datagrams.setReceiveBufferSize(RECEIVE_BUFFER);
        } catch (IOException e) {
            server.close();
            throw e;
        }
        Thread.ofVirtual().name("hep udp").start(this::receive);
        Thread.ofVirtual().name("hep tcp").start(this::accept);
    }

    /// Where it listens.
    public SocketAddress address() {
        return server.getLocalSocketAddress();
    }

    /// What came so far.
    public Summary summary() {
        return tally.summary();
    }

    private void receive() {
        byte[] buffer = new byte[HepCodec.LONGEST];
        while (!datagrams.isClosed()) {
            DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
            try {
                datagrams.receive(datagram);
                take(Arrays.copyOf(buffer, datagram.getLength()));
            } catch (IOException _) {
                pause();
            }
        }
    }

    /// After a fault of the system, which may last.
    private void pause() {
        if (!server.isClosed()) {
            tally.skip(Skip.OVERFLOW);
            LockSupport.parkNanos(PAUSE);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (connections.size() >= MOST) {
                    endSilent();
                }
                connections.put(socket, count.incrementAndGet());
                Thread.ofVirtual().name("hep " + socket).start(() -> serve(socket));
            } catch (IOException _) {
                pause();
            }
        }
    }

    private void endSilent() {
        Map.Entry<Socket, Long> silent =
                connections.entrySet().stream().min(Map.Entry.comparingByValue()).orElse(null);
        if (silent != null && connections.remove(silent.getKey()) != null) {
            tally.skip(Skip.OVERFLOW);
            end(silent.getKey());
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone as well
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            packets(socket);
        } catch (IOException _) {
            // it is gone as well when closing it fails
        } finally {
            connections.remove(socket);
        }
    }

    /// Counts what is no HEP before the connection ends.
    private void packets(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(HepCodec.HEADER);
            while (header.length > 0) {
                if (packet(in, header)) {
                    connections.replace(socket, count.incrementAndGet());
                }
                header = in.readNBytes(HepCodec.HEADER);
            }
        } catch (IOException _) {
            if (connections.containsKey(socket)) {
                tally.skip(Skip.CUT_SHORT);
            }
        }
    }

    /// Whether its sender may send it.
    private boolean packet(InputStream in, byte[] header) throws IOException {
        int length = header.length < HepCodec.HEADER ? -1 : HepCodec.length(header);
        if (length < 0) {
            throw new EOFException();
        }
        byte[] packet = Arrays.copyOf(header, length);
        int got = in.readNBytes(packet, HepCodec.HEADER, length - HepCodec.HEADER);
        if (got < length - HepCodec.HEADER) {
            throw new EOFException();
        }
        return take(packet);
    }

    private boolean take(byte[] octets) {
        tally.packet();
        HepPacket packet = HepCodec.decode(octets, clock.instant());
        if (packet == null) {
            tally.skip(Skip.MALFORMED_PACKET);
            return false;
        }
        if (!authorized(packet)) {
            tally.skip(Skip.UNAUTHORIZED);
            return false;
        }
        if (packet.origin().type() == HepPacket.SIP) {
            deliver(packet);
        } else {
            tally.skip(Skip.NOT_SIP);
        }
        return true;
    }

    private boolean authorized(HepPacket packet) {
        byte[] shown = packet.origin().key().getBytes(StandardCharsets.UTF_8);
        return key.length == 0 || MessageDigest.isEqual(key, shown);
    }

    private void deliver(HepPacket packet) {
        boolean udp = packet.protocol() == HepPacket.UDP;
        Transport transport = udp ? Transport.UDP : Transport.TCP;
        Passage passage = new Passage(packet.at(), transport, packet.from(), packet.to());
        lock.lock();
        try {
            intake.datagram(passage, packet.payload(), true);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        datagrams.close();
        for (Socket socket : connections.keySet()) {
            socket.close();
        }
    }
}
