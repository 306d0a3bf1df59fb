package dev.ringback.runtime;

import dev.ringback.socket.ListenAddress;
import dev.ringback.socket.SocketError;
import java.io.IOException;

/// A listen address could not be had. The message says which and why, ready for the operator:
/// `cannot listen on udp:127.0.0.1:5060: address already in use`.
public final class ListenException extends IOException {
    private static final long serialVersionUID = 1;

    private final String listen;
    private final String reason;

    ListenException(ListenAddress listen, Throwable cause) {
        super("cannot listen on " + listen + ": " + SocketError.reason(cause), cause);
        this.listen = listen.toString();
        this.reason = SocketError.reason(cause);
    }

    /// The address as the operator writes it, such as `udp:127.0.0.1:5060`.
    public String listen() {
        return listen;
    }

    /// The operating system's reason in short words; `address already in use` for a taken port.
    public String reason() {
        return reason;
    }
}
