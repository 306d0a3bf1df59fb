package dev.ringback.config.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/// Where the web console is.
///
/// @param on whether there is one
/// @param named whether the configuration says so; where it does not, a port that is taken is no
///     reason not to start
/// @param listen its address
/// @param hosts the names under which browsers may ask for it, besides addresses and `localhost`
/// @param plain whether it may go without TLS where other machines reach it
public record ConsoleConfig(
        boolean on, boolean named, InetSocketAddress listen, List<String> hosts, boolean plain) {
    /// On this machine alone, at port 8080.
    public static final ConsoleConfig STANDARD =
            new ConsoleConfig(
                    true,
                    false,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080),
                    List.of(),
                    false);

    /// Nowhere.
    public static final ConsoleConfig OFF =
            new ConsoleConfig(false, true, STANDARD.listen(), List.of(), false);

    /// Copies the list.
    public ConsoleConfig {
        hosts = List.copyOf(hosts);
    }

    /// Whether only this machine reaches it.
    public boolean loopback() {
        return listen.getAddress().isLoopbackAddress();
    }
}
