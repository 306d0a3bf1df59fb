package dev.ringback.transport;

import dev.ringback.parse.ParseLimits;
import dev.ringback.socket.Backend;

/// What the sockets of all shards of a runtime share.
///
/// @param backend the kind of sockets
/// @param limits the limits of the sockets
/// @param parse the limits of a message
/// @param table the stream connections
/// @param traffic the counters
public record TransportContext(
        Backend backend,
        TransportLimits limits,
        ParseLimits parse,
        ConnectionTable table,
        Traffic traffic) {
    /// A context with no connection and nothing counted.
    public static TransportContext of(Backend backend, TransportLimits limits, ParseLimits parse) {
        ConnectionTable table = new ConnectionTable(limits.connections());
        return new TransportContext(backend, limits, parse, table, new Traffic());
    }
}
