/// Answers the stack's questions about the DNS: hosts file, cache, then name servers, asked without
/// a thread that waits. No shard ever waits for a name server.
@NullMarked
package dev.ringback.resolver;

import org.jspecify.annotations.NullMarked;
