package dev.ringback.bench.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// A UDP socket that takes and gives up to 64 datagrams for a system call.
public final class UdpSocket implements Source {
    private static final int BATCH = 64;
    private static final int ROUNDS = 8;
    private static final int LARGEST = 65_536;
    private static final int ROOM = 8 << 20;

    private final Libc libc;
    private final int socket;
    private final Endpoint local;
    private final List<Source> waiting;
    private final Slots in;
    private final Slots out;
    private int queued;
    private long lost;
    private Peer last;

    UdpSocket(Libc libc, Arena arena, Endpoint wanted, List<Source> waiting) {
        this.libc = libc;
        this.waiting = waiting;
        this.socket = Libc.good(libc.socket(Libc.DATAGRAM), "socket");
        libc.room(socket, ROOM);
        Libc.good(libc.bind(socket, wanted), "bind " + wanted);
        this.local = libc.name(socket);
        this.in = new Slots(arena);
        this.out = new Slots(arena);
        this.last = new Peer(this, local);
    }

    /// The structures of `recvmmsg` and `sendmmsg`, each with room for a datagram.
    private static final class Slots {
        private static final int HEADER = 64;
        private static final int NAME_LENGTH = 8;
        private static final int LENGTH = 56;

        private final MemorySegment headers;
        private final MemorySegment vectors;
        private final MemorySegment names;
        private final MemorySegment octets;

        Slots(Arena arena) {
            headers = arena.allocate((long) HEADER * BATCH, 8);
            vectors = arena.allocate(16L * BATCH, 8);
            names = arena.allocate((long) Endpoint.SIZE * BATCH, 8);
            octets = arena.allocate((long) LARGEST * BATCH, 8);
            for (int i = 0; i < BATCH; i++) {
                vectors.set(Libc.LONG, i * 16L, octets.address() + (long) i * LARGEST);
                vectors.set(Libc.LONG, i * 16L + 8, LARGEST);
                long header = (long) i * HEADER;
                headers.set(Libc.LONG, header, names.address() + (long) i * Endpoint.SIZE);
                headers.set(Libc.INT, header + NAME_LENGTH, Endpoint.SIZE);
                headers.set(Libc.LONG, header + 16, vectors.address() + i * 16L);
                headers.set(Libc.LONG, header + 24, 1);
            }
        }

        void put(int slot, byte[] message, Endpoint to) {
            MemorySegment.copy(
                    message, 0, octets, JAVA_BYTE, (long) slot * LARGEST, message.length);
            vectors.set(Libc.LONG, slot * 16L + 8, message.length);
            to.write(names, (long) slot * Endpoint.SIZE);
        }

        byte[] take(int slot) {
            byte[] message = new byte[headers.get(Libc.INT, (long) slot * HEADER + LENGTH)];
            MemorySegment.copy(
                    octets, JAVA_BYTE, (long) slot * LARGEST, message, 0, message.length);
            return message;
        }
    }

    /// One address that is reached through a socket.
    private record Peer(UdpSocket socket, Endpoint remote) implements Link {
        @Override
        public void send(byte[] message) {
            socket.send(message, remote);
        }

        @Override
        public boolean reliable() {
            return false;
        }

        @Override
        public Link towards(Endpoint other) {
            return other.equals(remote) ? this : new Peer(socket, other);
        }
    }

    /// Where it is bound.
    public Endpoint local() {
        return local;
    }

    /// The way to an address.
    public Link to(Endpoint remote) {
        return new Peer(this, remote);
    }

    /// How many datagrams the kernel did not take.
    public long lost() {
        return lost;
    }

    private void send(byte[] message, Endpoint to) {
        if (queued == 0) {
            waiting.add(this);
        } else if (queued == BATCH) {
            flush();
        }
        out.put(queued++, message, to);
    }

    @Override
    public int descriptor() {
        return socket;
    }

    @Override
    public void ready(int events, Receiver receiver) {
        int count = BATCH;
        for (int round = 0; round < ROUNDS && count == BATCH; round++) {
            count = libc.receiveMany(socket, in.headers, BATCH);
            for (int i = 0; i < count; i++) {
                receiver.received(in.take(i), from((long) i * Endpoint.SIZE));
            }
        }
    }

    private Link from(long name) {
        if (!last.remote.is(in.names, name)) {
            last = new Peer(this, Endpoint.read(in.names, name));
        }
        return last;
    }

    @Override
    public void flush() {
        int sent = 0;
        while (sent < queued) {
            long header = (long) sent * Slots.HEADER;
            int count = libc.sendMany(socket, out.headers.asSlice(header), queued - sent);
            if (count < 0 && count != -Libc.EINTR) {
                lost++;
                count = 1;
            }
            sent += Math.max(0, count);
        }
        queued = 0;
    }

    @Override
    public void close() {
        libc.close(socket);
    }
}
