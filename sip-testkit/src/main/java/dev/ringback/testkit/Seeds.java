package dev.ringback.testkit;

/// Runs a scenario under many seeds.
///
/// System properties: `sim.seed` runs that one seed only (to replay a failure), `sim.seeds` says
/// how many, `sim.from` which is the first (1 when absent).
public final class Seeds {
    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Seeds() {}

    /// What runs under a seed.
    @FunctionalInterface
    public interface Scenario {
        /// Runs it once.
        ///
        /// @throws Exception when it fails
        void run(long seed) throws Exception;
    }

    /// Runs the scenario under `count` seeds, one after the other, until one fails.
    ///
    /// @throws AssertionError for the first failure, with its seed and the command that replays it
    public static void run(int count, Scenario scenario) {
        String test = WALKER.getCallerClass().getSimpleName();
        Long only = Long.getLong("sim.seed");
        long first = only != null ? only : Long.getLong("sim.from", 1L);
        long runs = only != null ? 1 : Integer.getInteger("sim.seeds", count);
        for (long seed = first; seed < first + runs; seed++) {
            one(test, seed, scenario);
        }
    }

    /// Whether one seed is replayed, so that a test should not judge what many seeds together do.
    public static boolean replaying() {
        return Long.getLong("sim.seed") != null;
    }

    private static void one(String test, long seed, Scenario scenario) {
        try {
            scenario.run(seed);
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "seed %d failed; replay: mvn test -Dtest=%s -Dsim.seed=%d%n%s"
                            .formatted(seed, test, seed, e.getMessage()),
                    e);
        }
    }
}
