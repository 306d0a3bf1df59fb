package dev.ringback.bench.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The sockets of one thread and the wait for all of them, with `epoll_pwait2`.
public final class Poller implements AutoCloseable {
    private static final int EVENTS = 64;
    private static final int CHUNK = 128 << 10;
    private static final int ADD = 1;
    private static final int REMOVE = 2;
    private static final int CHANGE = 3;
    private static final long SECOND = 1_000_000_000;

    /// `struct epoll_event` has no gap on x86-64 and has one elsewhere.
    private static final int GAP = System.getProperty("os.arch", "").equals("amd64") ? 0 : 4;

    private static final int EVENT = 12 + GAP;

    private final Arena arena = Arena.ofConfined();
    private final Libc libc = new Libc(arena);
    private final MemorySegment events = arena.allocate((long) EVENT * EVENTS, 8);
    private final MemorySegment event = arena.allocate(EVENT, 8);
    private final MemorySegment chunk = arena.allocate(CHUNK, 8);
    private final MemorySegment time = arena.allocate(16, 8);
    private final List<Registered> sources = new ArrayList<>();
    private final Map<Source, Integer> indexes = new HashMap<>();
    private final List<Source> waiting = new ArrayList<>();
    private final int epoll = Libc.good(libc.epoll(), "epoll_create1");

    /// Nothing to wait for yet. The thread that makes it is the one that waits.
    public Poller() {
        libc.punctual();
    }

    /// A source and who takes what it reads.
    private record Registered(Source source, Receiver receiver) {}

    /// Opens a UDP socket.
    ///
    /// @throws java.io.UncheckedIOException if the address cannot be had
    public UdpSocket udp(Endpoint local, Receiver receiver) {
        UdpSocket socket = new UdpSocket(libc, arena, local, waiting);
        add(socket, receiver);
        return socket;
    }

    /// Takes connections.
    ///
    /// @throws java.io.UncheckedIOException if the address cannot be had
    public Endpoint listen(Endpoint local, Receiver receiver) {
        TcpListener listener = new TcpListener(libc, local, this);
        add(listener, receiver);
        return listener.local();
    }

    /// Connects over TCP, and waits until that is done.
    ///
    /// @param local the address to connect from; port 0 for any
    /// @throws java.io.UncheckedIOException if nobody answers
    public TcpLink connect(Endpoint local, Endpoint remote, Receiver receiver) {
        int socket = Libc.good(libc.socket(Libc.STREAM), "socket");
        libc.reuse(socket);
        Libc.good(libc.bind(socket, local), "bind " + local);
        Libc.good(libc.connect(socket, remote), "connect to " + remote);
        return connected(socket, remote, receiver);
    }

    TcpLink connected(int socket, Endpoint remote, Receiver receiver) {
        libc.noDelay(socket);
        TcpLink link = new TcpLink(libc, this, socket, remote);
        add(link, receiver);
        return link;
    }

    private void add(Source source, Receiver receiver) {
        indexes.put(source, sources.size());
        sources.add(new Registered(source, receiver));
        control(ADD, source, Libc.EPOLLIN);
    }

    private void control(int operation, Source source, int interest) {
        event.set(Libc.INT, 0, interest);
        event.set(Libc.LONG, 4 + GAP, Objects.requireNonNull(indexes.get(source)));
        Libc.good(libc.control(epoll, operation, source.descriptor(), event), "epoll_ctl");
    }

    /// Room to read into, which all connections share.
    MemorySegment chunk() {
        return chunk;
    }

    /// Notes that a source has something to send.
    void later(Source source) {
        waiting.add(source);
    }

    /// Waits for room to send as well, or no longer.
    void wantsRoom(Source source, boolean wants) {
        int interest = wants ? Libc.EPOLLIN | Libc.EPOLLOUT : Libc.EPOLLIN;
        control(CHANGE, source, interest);
    }

    void remove(Source source) {
        control(REMOVE, source, 0);
        libc.close(source.descriptor());
    }

    /// Hands all that was sent to the kernel.
    public void flush() {
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).flush();
        }
        waiting.clear();
    }

    /// Waits for messages and hands them to their receivers.
    ///
    /// @param nanos the longest wait
    public void await(long nanos) {
        long wait = Math.max(0, nanos);
        time.set(Libc.LONG, 0, wait / SECOND);
        time.set(Libc.LONG, 8, wait % SECOND);
        int count = libc.await(epoll, events, EVENTS, time);
        if (count == -Libc.EINTR) {
            return;
        }
        Libc.good(count, "epoll_pwait2");
        for (int i = 0; i < count; i++) {
            int about = events.get(Libc.INT, (long) i * EVENT);
            int index = (int) events.get(Libc.LONG, (long) i * EVENT + 4 + GAP);
            Registered registered = sources.get(index);
            registered.source().ready(about, registered.receiver());
        }
    }

    /// Closes all sockets.
    @Override
    public void close() {
        for (Registered registered : sources) {
            registered.source().close();
        }
        libc.close(epoll);
        arena.close();
    }
}
