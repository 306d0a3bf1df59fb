/// The Secure Real-time Transport Protocol, RFC 3711: AES-128 in counter mode with HMAC-SHA1 of 80
/// bits. Octets in, octets out. A context has one owner at a time.
@NullMarked
package dev.ringback.srtp;

import org.jspecify.annotations.NullMarked;
