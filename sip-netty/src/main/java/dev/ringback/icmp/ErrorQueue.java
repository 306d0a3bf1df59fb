package dev.ringback.icmp;

import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Reads the queue in which Linux keeps the ICMP errors of a datagram socket: `recvmsg` with
/// `MSG_ERRQUEUE`, see ip(7) and ADR 0020. An entry names the address that the datagram was sent
/// to, which the error that a read or write reports does not. For 64-bit Linux. One per loop.
public final class ErrorQueue {
    private @Nullable QueueReader reader;

    /// An error about an address.
    ///
    /// @param remote where the datagram was sent
    /// @param reason the error in short words
    public record Entry(InetSocketAddress remote, String reason) {}

    private ErrorQueue() {}

    /// Whether this system has one. Only then may a socket be told to fill it: one that nobody
    /// reads keeps the loop awake.
    public static boolean available() {
        boolean linux = System.getProperty("os.name", "").equals("Linux");
        return linux && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
    }

    /// A reader, or null where this system has no such queue.
    public static @Nullable ErrorQueue open() {
        return available() ? new ErrorQueue() : null;
    }

    /// What became of one read of the queue.
    public sealed interface Read {}

    /// There was nothing in it.
    public record Empty() implements Read {}

    /// There was something that says nothing about an address, such as a smaller MTU.
    public record Other() implements Read {}

    /// Datagrams to an address do not arrive.
    ///
    /// @param entry which address
    public record Unreachable(Entry entry) implements Read {}

    /// Takes the oldest error off the queue of a socket. The first call takes some hundredths of a
    /// second, for which the start of a server does not wait.
    ///
    /// @param descriptor the socket's file descriptor
    public Read next(int descriptor) {
        QueueReader current = reader;
        if (current == null) {
            current = new QueueReader();
            reader = current;
        }
        return current.next(descriptor);
    }
}
