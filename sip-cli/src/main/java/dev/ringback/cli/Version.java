package dev.ringback.cli;

/// The version of the program.
final class Version {
    /// For people: `0.1`.
    static final String SHORT = "0.1";

    /// With everything: `0.1.0-SNAPSHOT`.
    static final String FULL = "0.1.0-SNAPSHOT";

    private Version() {}
}
