package dev.ringback.stack;

import java.net.InetSocketAddress;

/// The identity of a flow (RFC 5626 §3.4): not a socket, only its name.
///
/// @param transport the transport
/// @param local the own address: of the listening socket for UDP, of the connection otherwise
/// @param remote the peer's address
/// @param connection the number of the stream connection, unique in the process; 0 for UDP
public record Flow(
        Transport transport, InetSocketAddress local, InetSocketAddress remote, long connection)
        implements Destination {}
