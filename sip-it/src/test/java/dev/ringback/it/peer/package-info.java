/// Processes and sockets that the integration tests drive: the server, SIPp, baresip, raw SIP. All
/// stay on loopback, and all that is started is stopped by its handle.
@NullMarked
package dev.ringback.it.peer;

import org.jspecify.annotations.NullMarked;
