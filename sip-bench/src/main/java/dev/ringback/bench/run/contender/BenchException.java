package dev.ringback.bench.run.contender;

/// The benchmark cannot go on: a server that does not start, a generator that fails. Its message is
/// one line for people.
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message what happened and, where it helps, what to do
    public BenchException(String message) {
        super(message);
    }
}
