/// Benchmarks of the parser beside those of JAIN-SIP and pkts, and the tests that they measure
/// what they say.
@NullMarked
package dev.ringback.bench;

import org.jspecify.annotations.NullMarked;
