/// The server's core above the transactions: sees what a request is for and hands it to the
/// registrar, the proxy, the echo or the server's own user agent. Pure.
@NullMarked
package dev.ringback.core;

import org.jspecify.annotations.NullMarked;
