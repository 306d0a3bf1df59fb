package dev.ringback.bench.run.load;

import dev.ringback.bench.run.contender.BenchException;

/// Puts load on a server and tells what came of it.
@FunctionalInterface
public interface Generator {
    /// Runs to the end of the load.
    ///
    /// @throws BenchException when the generator could not do it
    Outcome run(Load load) throws InterruptedException;
}
