/// Publishing event state, and composing it: RFC 3903. Pure.
@NullMarked
package dev.ringback.publication;

import org.jspecify.annotations.NullMarked;
