/// When things happen in a load run: the operations by schedule or one after another, and timers.
@NullMarked
package dev.ringback.bench.load.pace;

import org.jspecify.annotations.NullMarked;
