/// Benchmarks of the stack and of the server's core, without sockets, and the tests that they
/// measure what they say.
@NullMarked
package dev.ringback.bench.core;

import org.jspecify.annotations.NullMarked;
