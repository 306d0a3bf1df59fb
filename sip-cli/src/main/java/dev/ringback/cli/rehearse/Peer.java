package dev.ringback.cli.rehearse;

import java.io.IOException;

/// One end of the rehearsed calls, on a socket of its own. It is no part of our stack: what the JVM
/// learns of the stack shall be what the server does. One thread.
sealed interface Peer extends AutoCloseable permits DatagramPeer, StreamPeer {
    /// How long a message is waited for.
    int PATIENCE_MILLIS = 2_000;

    /// The port at which it is heard on 127.0.0.1.
    int port();

    /// Sends a message.
    void send(String message) throws IOException;

    /// The next message, without its body: the start line and the header lines.
    ///
    /// @throws IOException also when none comes in time
    String receive() throws IOException;

    @Override
    void close() throws IOException;
}
