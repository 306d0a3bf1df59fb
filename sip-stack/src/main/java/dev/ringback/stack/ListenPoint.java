package dev.ringback.stack;

import java.net.InetSocketAddress;

/// An address on which we are heard, and what peers are told to reach it by.
///
/// @param transport the transport
/// @param bound the address that the socket is bound to
/// @param advertisedHost the host for Via, Record-Route and Contact; an IPv6 literal stands in
///   brackets
/// @param advertisedPort the port beside it
public record ListenPoint(
        Transport transport, InetSocketAddress bound, String advertisedHost, int advertisedPort) {}
