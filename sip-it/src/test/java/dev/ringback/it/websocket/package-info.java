/// Many clients over WebSocket at the packaged server, with the JDK's own WebSocket.
@NullMarked
package dev.ringback.it.websocket;

import org.jspecify.annotations.NullMarked;
