/// Why a final response was given: typed data that the core keeps with it, from which tools tell
/// people what really happened.
@NullMarked
package dev.ringback.cause;

import org.jspecify.annotations.NullMarked;
