/// What a load run counted and how long answers took, and how that is written. For one thread.
@NullMarked
package dev.ringback.bench.load.tally;

import org.jspecify.annotations.NullMarked;
