package dev.ringback.admission;

/// A host and port at which this server can be reached.
///
/// @param host an IP address without brackets, or a name, lower case
/// @param port the port
public record HostPort(String host, int port) {
    @Override
    public boolean equals(Object other) {
        return other instanceof HostPort(String name, int number)
                && port == number
                && host.equals(name);
    }

    /// Written out, like [#equals], because every message asks for it.
    @Override
    public int hashCode() {
        return 31 * host.hashCode() + port;
    }
}
