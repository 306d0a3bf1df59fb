/// What a user sees: the packaged server, started by its launcher, with real peers around it.
@NullMarked
package dev.ringback.it;

import org.jspecify.annotations.NullMarked;
