/// Tests of what is remembered and sampled.
@NullMarked
package dev.ringback.console.live;

import org.jspecify.annotations.NullMarked;
