package dev.ringback.callflow.hep;

import dev.ringback.stack.Transport;

/// Where HEP goes to, and what it says there.
///
/// @param transport UDP or TCP
/// @param host a name or an address
/// @param port usually 9060
/// @param origin the number of the agent and the key
public record HepTarget(Transport transport, String host, int port, HepOrigin origin) {
    /// Checks the transport and the port.
    ///
    /// @throws IllegalArgumentException if they are others
    public HepTarget {
        if (transport != Transport.UDP && transport != Transport.TCP) {
            throw new IllegalArgumentException("HEP goes over UDP or TCP");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
    }
}
