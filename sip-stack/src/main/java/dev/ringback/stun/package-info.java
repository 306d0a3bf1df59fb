/// STUN as SIP uses it to keep a UDP flow alive, and ICE to check a path: Binding requests and
/// their responses, RFC 5389 with RFC 5626 §8 and RFC 8445 §7. Octets in, octets out; who sends and
/// repeats them is outside.
@NullMarked
package dev.ringback.stun;

import org.jspecify.annotations.NullMarked;
