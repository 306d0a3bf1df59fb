/// What passed lately: every message of the sockets and every decision about a request, in a
/// bounded ring for each shard. Always on, so it costs a copy of the octets and nothing else; who
/// reads it pays for it.
@NullMarked
package dev.ringback.app.record;

import org.jspecify.annotations.NullMarked;
