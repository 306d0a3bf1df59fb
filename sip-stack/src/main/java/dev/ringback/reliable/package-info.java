/// Provisional responses that arrive for certain: RFC 3262, both sides. Pure.
@NullMarked
package dev.ringback.reliable;

import org.jspecify.annotations.NullMarked;
