package dev.ringback.bench.run.contender;

/// What a row wants of the way a contender is started. Immutable.
///
/// @param setup the configuration
/// @param javaOptions options for the JVM of Ringback's launcher; empty for its own settings
/// @param cpus the processors to run on, as for taskset; empty for all
/// @param loops how many event loops or processes; 0 for the default
public record Variant(Setup setup, String javaOptions, String cpus, int loops) {
    /// As the contender comes, on all processors.
    public static Variant of(Setup setup) {
        return new Variant(setup, "", "", 0);
    }

    /// The same with options for Ringback's JVM.
    public Variant withJava(String options) {
        return new Variant(setup, options, cpus, loops);
    }

    /// The same on these processors with so many event loops or processes.
    public Variant on(String processors, int number) {
        return new Variant(setup, javaOptions, processors, number);
    }
}
