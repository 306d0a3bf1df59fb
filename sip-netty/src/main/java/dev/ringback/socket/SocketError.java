package dev.ringback.socket;

import dev.ringback.cause.Errno;
import io.netty.channel.ConnectTimeoutException;
import java.nio.channels.ClosedChannelException;

/// Turns exceptions of sockets into the operating system's short words.
public final class SocketError {
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
        Errno errno = Errno.in(message);
        return errno == null ? PeerText.escape(message) : errno.words();
    }
}
