package dev.ringback.overload;

/// How much a server has to do.
public interface Load {
    /// The share that is used of whatever is used most of what there is only so much of; 1 refuses
    /// new work.
    double used();

    /// For how many nanoseconds its thread has worked so far, on any clock that runs as fast as the
    /// monotonic one. Never less than before.
    long worked();
}
