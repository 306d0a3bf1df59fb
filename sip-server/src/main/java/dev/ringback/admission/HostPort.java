package dev.ringback.admission;

/// A host and port at which this server can be reached.
///
/// @param host an IP address without brackets, or a name, lower case
/// @param port the port
public record HostPort(String host, int port) {}
