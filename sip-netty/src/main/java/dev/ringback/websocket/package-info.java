/// SIP over WebSocket, RFC 7118 on RFC 6455: the layers below a connection that open it with HTTP
/// and carry one message in each WebSocket message.
@NullMarked
package dev.ringback.websocket;

import org.jspecify.annotations.NullMarked;
