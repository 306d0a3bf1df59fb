/// The operating system's sockets as Netty gives them: kinds, options, ports, and what their errors
/// are called. Nothing here knows a message.
@NullMarked
package dev.ringback.socket;

import org.jspecify.annotations.NullMarked;
