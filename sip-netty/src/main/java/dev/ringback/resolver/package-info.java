/// Answers the stack's questions about host names on virtual threads, so that no shard ever waits
/// for a name server.
@NullMarked
package dev.ringback.resolver;

import org.jspecify.annotations.NullMarked;
