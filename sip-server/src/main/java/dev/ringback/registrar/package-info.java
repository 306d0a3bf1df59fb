/// The registrar of RFC 3261 §10.3, pure: a REGISTER and the time go in, a response comes out.
@NullMarked
package dev.ringback.registrar;

import org.jspecify.annotations.NullMarked;
