/// Tests of what the load generator counts and measures.
@NullMarked
package dev.ringback.bench.load.tally;

import org.jspecify.annotations.NullMarked;
