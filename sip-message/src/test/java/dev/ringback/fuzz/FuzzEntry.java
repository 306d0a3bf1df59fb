package dev.ringback.fuzz;

/// Where Jazzer comes in. The system property `fuzz.target` chooses the target.
public final class FuzzEntry {
    private static final FuzzTarget TARGET =
            FuzzTarget.named(System.getProperty("fuzz.target", "any"));

    private FuzzEntry() {}

    /// Called by Jazzer for each input.
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.run(input);
    }
}
