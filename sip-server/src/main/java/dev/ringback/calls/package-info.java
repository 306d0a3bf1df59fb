/// The calls that passed a running server a short time ago.
@NullMarked
package dev.ringback.calls;

import org.jspecify.annotations.NullMarked;
