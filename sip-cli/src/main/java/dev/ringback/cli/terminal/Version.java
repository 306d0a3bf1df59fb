package dev.ringback.cli.terminal;

/// The version of the program.
public final class Version {
    /// For people: `0.1`.
    public static final String SHORT = "0.1";

    /// With everything: `0.1.0-SNAPSHOT`.
    public static final String FULL = "0.1.0-SNAPSHOT";

    private Version() {}
}
