/// What the configuration says about what outlives a restart.
@NullMarked
package dev.ringback.config.storage;

import org.jspecify.annotations.NullMarked;
