/// The load generator, a process of its own, as the rows of the benchmark use it.
@NullMarked
package dev.ringback.bench.run.load;

import org.jspecify.annotations.NullMarked;
