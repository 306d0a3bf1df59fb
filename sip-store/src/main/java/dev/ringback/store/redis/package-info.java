/// Bindings in Redis or Valkey, one server or a cluster, shared by all processes that use it.
///
/// Lettuce makes the connections. Which server of a cluster has a key, and what a lost connection
/// means, is decided here, since an update must know whether it was done: [Slots] and [Routes] find
/// the server, [Link] keeps a connection to it, [Session] is one connection, [Update] one change.
@NullMarked
package dev.ringback.store.redis;

import org.jspecify.annotations.NullMarked;
