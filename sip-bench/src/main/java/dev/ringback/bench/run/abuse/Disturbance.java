package dev.ringback.bench.run.abuse;

/// Something that keeps a server busy beside the calls that are measured, until it is closed.
sealed interface Disturbance extends AutoCloseable permits SlowConnections, HopelessCalls {
    /// How often the server has put an end to a part of it so far.
    long ended();

    @Override
    void close();
}
