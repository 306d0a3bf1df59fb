/// What connections carry, told by their content: SIP, WebSocket or TLS, from their start or from
/// their middle.
@NullMarked
package dev.ringback.callflow.stream;

import org.jspecify.annotations.NullMarked;
