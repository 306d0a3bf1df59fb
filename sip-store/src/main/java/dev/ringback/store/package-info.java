/// What outlives a restart: the stores that a configuration can name.
@NullMarked
package dev.ringback.store;

import org.jspecify.annotations.NullMarked;
