/// UDP and TCP sockets, RFC 3261 §18: bytes in, whole messages out, and back.
///
/// One [dev.ringback.transport.ShardTransport] stands on each event loop. All of its methods run
/// on that loop unless they say otherwise, so its parts need no locks. What arrives goes to the
/// loop's [dev.ringback.transport.Inbox]. Nothing here knows what a transaction is.
@NullMarked
package dev.ringback.transport;

import org.jspecify.annotations.NullMarked;
