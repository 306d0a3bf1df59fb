package dev.ringback.socket;

import io.netty.channel.ConnectTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Locale;

/// Turns exceptions of sockets into the operating system's short words.
public final class SocketError {
    private static final String IN_USE = "address already in use";

    /// What the C library says of the errors that a socket meets.
    private static final List<String> PHRASES =
            List.of(
                    "connection refused",
                    "connection reset",
                    "broken pipe",
                    "no route to host",
                    "host is unreachable",
                    "network is unreachable",
                    "message too long",
                    IN_USE,
                    "cannot assign requested address",
                    "permission denied",
                    "operation not permitted",
                    "too many open files",
                    "no buffer space available",
                    "invalid argument",
                    "address family not supported");

    private SocketError() {}

    /// The reason in short words, such as `connection refused`. Never holds a peer's bytes.
    public static String reason(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return "connect timed out";
        }
        if (cause instanceof ClosedChannelException) {
            return "connection closed";
        }
        String tls = TlsError.reason(cause);
        if (tls != null) {
            return tls;
        }
        String message = cause.getMessage();
        if (message == null) {
            return cause.getClass().getSimpleName();
        }
        String text = message.toLowerCase(Locale.ROOT);
        for (String phrase : PHRASES) {
            if (text.contains(phrase)) {
                return phrase;
            }
        }
        return PeerText.escape(message);
    }
}
