/// The passive half of Interactive Connectivity Establishment: ICE-lite, RFC 8445 §2.5. Octets and
/// the time in, octets out.
@NullMarked
package dev.ringback.ice;

import org.jspecify.annotations.NullMarked;
