package dev.ringback.stack;

import java.net.InetSocketAddress;

/// A next hop as RFC 3263 names it: transport, address and port. The runtime finds an open flow to
/// it or makes one.
///
/// @param transport the transport
/// @param remote the resolved address of the next element
public record Hop(Transport transport, InetSocketAddress remote) implements Destination {}
