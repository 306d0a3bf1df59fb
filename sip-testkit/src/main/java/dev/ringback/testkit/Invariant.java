package dev.ringback.testkit;

/// Something that must hold in every run. It judges by throwing an [AssertionError]; the
/// [Simulation] adds seed and trace.
///
/// An invariant belongs to one run: make a new one for each.
public interface Invariant {
    /// Takes what was seen, in order, while it happens.
    default void observe(Simulation simulation, Observation observation) {}

    /// Judges after every event.
    default void afterEvent(Simulation simulation) {}

    /// Judges once the network is quiet: nothing is under way and no timer runs.
    default void whenQuiet(Simulation simulation) {}
}
