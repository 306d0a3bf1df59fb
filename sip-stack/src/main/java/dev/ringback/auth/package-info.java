/// Digest authentication, both sides of it: RFC 7616 as RFC 8760 fits it to SIP, with RFC 3261 §22
/// and the answers of RFC 2069 peers.
///
/// Pure: the time comes as an argument, secrets come as [Ha1Lookup], and nothing here keeps a
/// session. A nonce carries its own expiry under an HMAC ([NonceFactory]), so a challenge costs no
/// memory; only the count of answers to a nonce is remembered ([NonceCounts]), in a table of fixed
/// size.
@NullMarked
package dev.ringback.auth;

import org.jspecify.annotations.NullMarked;
