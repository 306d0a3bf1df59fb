/// STUN as SIP uses it to keep a UDP flow alive: Binding requests and their responses, RFC 5389
/// with RFC 5626 §8. Octets in, octets out; who sends and repeats them is outside.
@NullMarked
package dev.ringback.stun;

import org.jspecify.annotations.NullMarked;
