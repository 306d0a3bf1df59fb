/// `identity:` and `stir:`, who is believed what.
@NullMarked
package dev.ringback.config.trust;

import org.jspecify.annotations.NullMarked;
