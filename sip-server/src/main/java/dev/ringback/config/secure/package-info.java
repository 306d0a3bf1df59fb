/// What the configuration says about TLS and WebSocket.
@NullMarked
package dev.ringback.config.secure;

import org.jspecify.annotations.NullMarked;
