package dev.ringback.cause;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The errors of the operating system that a socket meets, with what the C library says of them.
public enum Errno {
    /// Nobody listens there.
    ECONNREFUSED("connection refused"),
    /// The peer reset the connection.
    ECONNRESET("connection reset"),
    /// The peer closed the connection before.
    EPIPE("broken pipe"),
    /// No route leads to the host, or nobody has its address.
    EHOSTUNREACH("no route to host"),
    /// No route leads to the network.
    ENETUNREACH("network is unreachable"),
    /// Nothing came back in time.
    ETIMEDOUT("connection timed out"),
    /// Larger than a datagram may be.
    EMSGSIZE("message too long"),
    /// Somebody has the port.
    EADDRINUSE("address already in use"),
    /// The address is none of this host.
    EADDRNOTAVAIL("cannot assign requested address"),
    /// Not for this user.
    EACCES("permission denied"),
    /// A firewall of this host refuses it.
    EPERM("operation not permitted"),
    /// The process has too many open files.
    EMFILE("too many open files"),
    /// The kernel has no room.
    ENOBUFS("no buffer space available"),
    /// The kernel does not take the address.
    EINVAL("invalid argument"),
    /// This host does not have that kind of address.
    EAFNOSUPPORT("address family not supported");

    private final String words;

    Errno(String words) {
        this.words = words;
    }

    /// What the C library says of it, in lower case.
    public String words() {
        return words;
    }

    /// The error that a text of the system or of Java's library tells of; null where it tells of
    /// none.
    public static @Nullable Errno in(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("host is unreachable")) {
            return EHOSTUNREACH;
        }
        for (Errno errno : values()) {
            if (lower.contains(errno.words)) {
                return errno;
            }
        }
        return null;
    }
}
