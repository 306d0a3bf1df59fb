/// Tests of the schedule and the timers of the load generator.
@NullMarked
package dev.ringback.bench.load.pace;

import org.jspecify.annotations.NullMarked;
