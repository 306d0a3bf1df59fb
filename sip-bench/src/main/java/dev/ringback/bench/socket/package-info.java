/// Sockets of Linux as a load generator wants them: many datagrams for one system call, a wait that
/// ends on the microsecond, and no object between the message and the kernel. For one thread.
@NullMarked
package dev.ringback.bench.socket;

import org.jspecify.annotations.NullMarked;
