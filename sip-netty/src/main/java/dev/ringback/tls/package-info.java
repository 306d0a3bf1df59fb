/// TLS for SIP, RFC 3261 §26.2 with RFC 5922: keys and certificates from files, whom a certificate
/// speaks for, and the layer below a connection that shakes hands.
@NullMarked
package dev.ringback.tls;

import org.jspecify.annotations.NullMarked;
