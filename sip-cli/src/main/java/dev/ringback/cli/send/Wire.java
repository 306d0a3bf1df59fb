package dev.ringback.cli.send;

import dev.ringback.cli.client.Target;
import dev.ringback.cli.terminal.FailedException;
import dev.ringback.config.HostName;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A socket towards one server that takes octets as they are. One thread.
sealed interface Wire extends AutoCloseable permits UdpWire, TcpWire {
    /// Opens it.
    ///
    /// @param port our port, 0 for any
    static Wire open(Target target, int port) throws IOException, FailedException {
        return switch (target.transport()) {
            case UDP -> new UdpWire(target.resolve(), port);
            case TCP -> new TcpWire(target.resolve(), port);
            case TLS, WS, WSS ->
                    throw new FailedException(
                            "send speaks udp and tcp alone, not " + target.transport().parameter());
        };
    }

    /// Our address as a Via has it, `127.0.0.1:5062`.
    String own();

    void send(byte[] octets) throws IOException;

    /// The next message; null when none came in time.
    ///
    /// @throws IOException also when the connection was closed
    byte @Nullable [] receive(Duration limit) throws IOException;

    @Override
    void close() throws IOException;

    /// An address and port as a Via has them.
    static String text(InetAddress address, int port) {
        String host = HostName.text(address);
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
