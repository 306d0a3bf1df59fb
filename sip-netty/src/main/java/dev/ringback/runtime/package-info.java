/// Runs stacks on real sockets: [dev.ringback.runtime.SipRuntime] owns the event loops, one
/// [dev.ringback.stack.SipStack] stands on each, and a call belongs to the shard that its Call-ID
/// hashes to.
@NullMarked
package dev.ringback.runtime;

import org.jspecify.annotations.NullMarked;
