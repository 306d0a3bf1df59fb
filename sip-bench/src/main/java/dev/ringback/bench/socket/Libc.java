package dev.ringback.bench.socket;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/// The functions of the C library that sockets need, on Linux with 64 bits. Each answers what the C
/// function answers, and the negative `errno` where that fails.
@SuppressWarnings("restricted") // calling C is what it is for
final class Libc {
    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EPOLLIN = 1;
    static final int EPOLLOUT = 4;
    static final int STREAM = 1;
    static final int DATAGRAM = 2;

    private static final int TIMER_SLACK = 29;
    private static final int DONT_WAIT = 0x40;
    private static final int NO_SIGNAL = 0x4000;
    private static final int NON_BLOCKING = 0x800;
    private static final int INTERNET = 2;
    private static final int LEVEL_SOCKET = 1;
    private static final int LEVEL_TCP = 6;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle SOCKET = number("socket", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle CLOSE = number("close", JAVA_INT);
    private static final MethodHandle LISTEN = number("listen", JAVA_INT, JAVA_INT);
    private static final MethodHandle BIND = number("bind", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CONNECT = number("connect", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle NAME = number("getsockname", JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle ACCEPT =
            number("accept4", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    private static final MethodHandle OPTION =
            number("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle EPOLL = number("epoll_create1", JAVA_INT);
    private static final MethodHandle CONTROL =
            number("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle WAIT =
            number("epoll_pwait2", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS);
    private static final MethodHandle RECEIVE_MANY =
            number("recvmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle SEND_MANY =
            number("sendmmsg", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    private static final MethodHandle CONTROL_PROCESS =
            handle(
                    "prctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
                    Linker.Option.firstVariadicArg(1));
    private static final MethodHandle RECEIVE = size("recv");
    private static final MethodHandle SEND = size("send");

    /// The size of an option's value and of an address's length.
    private final MemorySegment small;

    private final MemorySegment address;
    private final MemorySegment state;

    Libc(Arena arena) {
        small = arena.allocate(8, 8);
        address = arena.allocate(Endpoint.SIZE, 8);
        state = arena.allocate(STATE);
    }

    private static MethodHandle number(String name, MemoryLayout... parameters) {
        return handle(name, FunctionDescriptor.of(JAVA_INT, parameters));
    }

    private static MethodHandle size(String name) {
        return handle(
                name, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT));
    }

    private static MethodHandle handle(
            String name, FunctionDescriptor descriptor, Linker.Option... more) {
        MemorySegment function = LINKER.defaultLookup().findOrThrow(name);
        Linker.Option[] options = Arrays.copyOf(more, more.length + 1);
        options[more.length] = Linker.Option.captureCallState("errno");
        return LINKER.downcallHandle(function, descriptor, options);
    }

    /// What a system call that must succeed answered.
    ///
    /// @throws UncheckedIOException if it failed
    static int good(int result, String what) {
        if (result < 0) {
            String text = what + ": " + said(-result);
            throw new UncheckedIOException(text, new IOException(text));
        }
        return result;
    }

    private static String said(int errno) {
        return switch (errno) {
            case 98 -> "the address is taken";
            case 99 -> "the address is not ours";
            case 111 -> "nobody answers";
            default -> "errno " + errno;
        };
    }

    private int result(int answer) {
        return answer < 0 ? -(int) ERRNO.get(state, 0L) : answer;
    }

    private static IllegalStateException wrong(Throwable cause) {
        return new IllegalStateException("a call of the C library", cause);
    }

    int socket(int type) {
        try {
            return result((int) SOCKET.invokeExact(state, INTERNET, type, 0));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int close(int socket) {
        try {
            return result((int) CLOSE.invokeExact(state, socket));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int bind(int socket, Endpoint to) {
        to.write(address, 0);
        try {
            return result((int) BIND.invokeExact(state, socket, address, Endpoint.SIZE));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int connect(int socket, Endpoint to) {
        to.write(address, 0);
        try {
            return result((int) CONNECT.invokeExact(state, socket, address, Endpoint.SIZE));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int listen(int socket, int backlog) {
        try {
            return result((int) LISTEN.invokeExact(state, socket, backlog));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int accept(int socket) {
        try {
            return result(
                    (int)
                            ACCEPT.invokeExact(
                                    state,
                                    socket,
                                    MemorySegment.NULL,
                                    MemorySegment.NULL,
                                    NON_BLOCKING));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    /// Where a socket is bound.
    Endpoint name(int socket) {
        small.set(INT, 0, Endpoint.SIZE);
        try {
            good(result((int) NAME.invokeExact(state, socket, address, small)), "getsockname");
        } catch (UncheckedIOException e) {
            throw e;
        } catch (Throwable e) {
            throw wrong(e);
        }
        return Endpoint.read(address, 0);
    }

    private int option(int socket, int level, int option, int value) {
        small.set(INT, 0, value);
        try {
            return result((int) OPTION.invokeExact(state, socket, level, option, small, 4));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    /// Lets a port be taken again while connections of its last user die.
    int reuse(int socket) {
        return option(socket, LEVEL_SOCKET, 2, 1);
    }

    /// Lets a connection send at once: `TCP_NODELAY`.
    int noDelay(int socket) {
        return option(socket, LEVEL_TCP, 1, 1);
    }

    /// Asks for room for as many octets that wait, beyond the limit where we may.
    void room(int socket, int octets) {
        if (option(socket, LEVEL_SOCKET, 33, octets) < 0) {
            option(socket, LEVEL_SOCKET, 8, octets);
        }
        if (option(socket, LEVEL_SOCKET, 32, octets) < 0) {
            option(socket, LEVEL_SOCKET, 7, octets);
        }
    }

    /// Lets waits of this thread end on time, and not up to 50 us later as usual.
    int punctual() {
        try {
            return result((int) CONTROL_PROCESS.invokeExact(state, TIMER_SLACK, 1L));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int epoll() {
        try {
            return result((int) EPOLL.invokeExact(state, 0));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int control(int epoll, int operation, int socket, MemorySegment event) {
        try {
            return result((int) CONTROL.invokeExact(state, epoll, operation, socket, event));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int await(int epoll, MemorySegment events, int most, MemorySegment time) {
        try {
            return result(
                    (int) WAIT.invokeExact(state, epoll, events, most, time, MemorySegment.NULL));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int receiveMany(int socket, MemorySegment headers, int count) {
        try {
            return result(
                    (int)
                            RECEIVE_MANY.invokeExact(
                                    state, socket, headers, count, DONT_WAIT, MemorySegment.NULL));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int sendMany(int socket, MemorySegment headers, int count) {
        try {
            return result((int) SEND_MANY.invokeExact(state, socket, headers, count, 0));
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int receive(int socket, MemorySegment buffer) {
        try {
            long size =
                    (long) RECEIVE.invokeExact(state, socket, buffer, buffer.byteSize(), DONT_WAIT);
            return result((int) size);
        } catch (Throwable e) {
            throw wrong(e);
        }
    }

    int send(int socket, MemorySegment buffer, long length) {
        try {
            long size =
                    (long) SEND.invokeExact(state, socket, buffer, length, DONT_WAIT | NO_SIGNAL);
            return result((int) size);
        } catch (Throwable e) {
            throw wrong(e);
        }
    }
}
