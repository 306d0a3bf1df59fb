package dev.ringback.icmp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// One read of the queue of ICMP errors after another: the memory that `recvmsg` fills and what is
/// found in it. Making the first one links `recvmsg`. For 64-bit Linux.
final class QueueReader {
    private static final MethodHandle RECVMSG = recvmsg();
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_ERRQUEUE = 0x2000;

    private static final int IPPROTO_IP = 0;
    private static final int IP_RECVERR = 11;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_RECVERR = 25;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    /// struct msghdr
    private static final int MESSAGE = 56;

    private static final int MESSAGE_NAME = 0;
    private static final int MESSAGE_NAME_LENGTH = 8;
    private static final int MESSAGE_VECTOR = 16;
    private static final int MESSAGE_VECTOR_LENGTH = 24;
    private static final int MESSAGE_CONTROL = 32;
    private static final int MESSAGE_CONTROL_LENGTH = 40;

    /// struct sockaddr_in6, the larger of the two
    private static final int NAME = 28;

    /// struct cmsghdr
    private static final int CONTROL_HEADER = 16;

    private static final int CONTROL = 512;
    private static final int PAYLOAD = 16;

    private final MemorySegment message;
    private final MemorySegment name;
    private final MemorySegment control;

    QueueReader() {
        Arena arena = Arena.ofAuto();
        message = arena.allocate(MESSAGE, Long.BYTES);
        name = arena.allocate(NAME, Long.BYTES);
        control = arena.allocate(CONTROL, Long.BYTES);
        MemorySegment vector = arena.allocate(2 * Long.BYTES, Long.BYTES);
        vector.set(ValueLayout.ADDRESS, 0, arena.allocate(PAYLOAD, Long.BYTES));
        vector.set(ValueLayout.JAVA_LONG, Long.BYTES, PAYLOAD);
        message.set(ValueLayout.ADDRESS, MESSAGE_NAME, name);
        message.set(ValueLayout.ADDRESS, MESSAGE_VECTOR, vector);
        message.set(ValueLayout.JAVA_LONG, MESSAGE_VECTOR_LENGTH, 1);
        message.set(ValueLayout.ADDRESS, MESSAGE_CONTROL, control);
    }

    /// See [ErrorQueue#next].
    ErrorQueue.Read next(int descriptor) {
        message.set(ValueLayout.JAVA_INT, MESSAGE_NAME_LENGTH, NAME);
        message.set(ValueLayout.JAVA_LONG, MESSAGE_CONTROL_LENGTH, CONTROL);
        if (receive(descriptor) < 0) {
            return new ErrorQueue.Empty();
        }
        String reason = reason();
        InetSocketAddress remote = reason == null ? null : remote();
        return reason == null || remote == null
                ? new ErrorQueue.Other()
                : new ErrorQueue.Unreachable(new ErrorQueue.Entry(remote, reason));
    }

    private long receive(int descriptor) {
        try {
            return (long) RECVMSG.invokeExact(descriptor, message, MSG_ERRQUEUE | MSG_DONTWAIT);
        } catch (Throwable e) {
            throw new IllegalStateException("recvmsg throws nothing", e);
        }
    }

    /// The error of struct sock_extended_err where it is one about the destination.
    private @Nullable String reason() {
        long end = message.get(ValueLayout.JAVA_LONG, MESSAGE_CONTROL_LENGTH);
        long at = 0;
        while (at + CONTROL_HEADER + 16 <= end) {
            long length = control.get(ValueLayout.JAVA_LONG, at);
            int level = control.get(ValueLayout.JAVA_INT, at + 8);
            int type = control.get(ValueLayout.JAVA_INT, at + 12);
            if ((level == IPPROTO_IP && type == IP_RECVERR)
                    || (level == IPPROTO_IPV6 && type == IPV6_RECVERR)) {
                return reason(at + CONTROL_HEADER);
            }
            if (length < CONTROL_HEADER) {
                return null;
            }
            at += (length + 7) & ~7L;
        }
        return null;
    }

    private @Nullable String reason(long at) {
        int error = control.get(ValueLayout.JAVA_INT, at);
        int origin = control.get(ValueLayout.JAVA_BYTE, at + 4);
        int type = Byte.toUnsignedInt(control.get(ValueLayout.JAVA_BYTE, at + 5));
        int code = Byte.toUnsignedInt(control.get(ValueLayout.JAVA_BYTE, at + 6));
        return IcmpError.tells(origin, type, code) ? IcmpError.reason(error) : null;
    }

    private @Nullable InetSocketAddress remote() {
        int family = name.get(ValueLayout.JAVA_SHORT, 0);
        int port =
                Short.toUnsignedInt(
                        name.get(ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2));
        return switch (family) {
            case AF_INET -> address(4, 4, port);
            case AF_INET6 -> address(8, 16, port);
            default -> null;
        };
    }

    private @Nullable InetSocketAddress address(int at, int length, int port) {
        byte[] bytes = name.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException _) {
            return null;
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle recvmsg() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("recvmsg"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_LONG,
                        ValueLayout.JAVA_INT,
                        ValueLayout.ADDRESS,
                        ValueLayout.JAVA_INT));
    }
}
