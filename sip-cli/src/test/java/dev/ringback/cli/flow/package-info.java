/// `ringback flow` and what stands between it and the world.
@NullMarked
package dev.ringback.cli.flow;

import org.jspecify.annotations.NullMarked;
