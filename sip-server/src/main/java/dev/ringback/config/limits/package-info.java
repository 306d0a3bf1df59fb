/// What bounds the work that strangers make, in the configuration.
@NullMarked
package dev.ringback.config.limits;

import org.jspecify.annotations.NullMarked;
