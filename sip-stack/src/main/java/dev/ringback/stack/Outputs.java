package dev.ringback.stack;

/// Takes the outputs of one step, in order.
@FunctionalInterface
public interface Outputs {
    /// Takes one output.
    void add(Output output);
}
