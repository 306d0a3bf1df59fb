/// Tests of the load generator with itself; beside real peers it is tested in sip-it.
@NullMarked
package dev.ringback.bench.load;

import org.jspecify.annotations.NullMarked;
