package dev.ringback.testkit;

import dev.ringback.stack.Ids;

/// Identifiers drawn from a seed: the same seed gives the same identifiers. For tests only; anybody
/// can guess them.
public final class SeededIds implements Ids {
    private static final String ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz";

    private final SimRandom random;

    /// Makes a source of identifiers.
    public SeededIds(SimRandom random) {
        this.random = random;
    }

    @Override
    public String branch() {
        return "z9hG4bK" + random.text(ALPHABET, 16);
    }

    @Override
    public String tag() {
        return random.text(ALPHABET, 10);
    }

    @Override
    public String callId() {
        return random.text(ALPHABET, 16);
    }
}
