package dev.ringback.bench.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.ringback.parse.ParseLimits;
import dev.ringback.parse.StreamFramer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// A TCP connection, cut into messages by RFC 3261 §18.3.
public final class TcpLink implements Source, Link {
    private static final int ROOM = 8 << 10;
    private static final byte[] PONG = {'\r', '\n'};

    private final Libc libc;
    private final Poller poller;
    private final int socket;
    private final Endpoint remote;
    private final StreamFramer framer = new StreamFramer(ParseLimits.defaults());
    private MemorySegment out = Arena.ofAuto().allocate(ROOM, 8);
    private long queued;
    private boolean noted;
    private boolean full;
    private boolean closed;

    TcpLink(Libc libc, Poller poller, int socket, Endpoint remote) {
        this.libc = libc;
        this.poller = poller;
        this.socket = socket;
        this.remote = remote;
    }

    @Override
    public Endpoint remote() {
        return remote;
    }

    @Override
    public boolean reliable() {
        return true;
    }

    @Override
    public Link towards(Endpoint other) {
        return this;
    }

    /// Where it begins.
    public Endpoint local() {
        return libc.name(socket);
    }

    /// Whether the peer closed it, or sent what is no message.
    public boolean closed() {
        return closed;
    }

    @Override
    public void send(byte[] message) {
        if (closed) {
            return;
        }
        if (queued + message.length > out.byteSize()) {
            MemorySegment larger = Arena.ofAuto().allocate(2 * (queued + message.length), 8);
            MemorySegment.copy(out, 0, larger, 0, queued);
            out = larger;
        }
        MemorySegment.copy(message, 0, out, JAVA_BYTE, queued, message.length);
        queued += message.length;
        if (!noted) {
            noted = true;
            poller.later(this);
        }
    }

    @Override
    public int descriptor() {
        return socket;
    }

    @Override
    public void ready(int events, Receiver receiver) {
        if (closed) {
            return;
        }
        if ((events & Libc.EPOLLOUT) != 0) {
            flush();
        }
        int count = libc.receive(socket, poller.chunk());
        if (count == -Libc.EAGAIN || count == -Libc.EINTR) {
            return;
        }
        if (count <= 0) {
            end();
            return;
        }
        framer.feed(poller.chunk().asSlice(0, count).asByteBuffer());
        deliver(receiver);
    }

    private void deliver(Receiver receiver) {
        while (true) {
            switch (framer.next()) {
                case StreamFramer.Frame frame -> receiver.received(frame.bytes(), this);
                case StreamFramer.KeepAlive _ -> send(PONG);
                case StreamFramer.Pong _ -> {}
                case StreamFramer.Incomplete _ -> {
                    return;
                }
                case StreamFramer.Broken _ -> {
                    end();
                    return;
                }
            }
        }
    }

    private void end() {
        closed = true;
        queued = 0;
        out = MemorySegment.NULL;
        poller.remove(this);
    }

    @Override
    public void flush() {
        noted = false;
        if (closed || queued == 0) {
            return;
        }
        int count = libc.send(socket, out, queued);
        if (count < 0 && count != -Libc.EAGAIN && count != -Libc.EINTR) {
            end();
            return;
        }
        long rest = queued - Math.max(0, count);
        MemorySegment.copy(out, queued - rest, out, 0, rest);
        queued = rest;
        if (full != (rest > 0)) {
            full = rest > 0;
            poller.wantsRoom(this, full);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            libc.close(socket);
        }
    }
}
