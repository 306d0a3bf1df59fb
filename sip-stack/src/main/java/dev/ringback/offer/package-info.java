/// The offer/answer model: RFC 3264, RFC 6337. Pure.
@NullMarked
package dev.ringback.offer;

import org.jspecify.annotations.NullMarked;
