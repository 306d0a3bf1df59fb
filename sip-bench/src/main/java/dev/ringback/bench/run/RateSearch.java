package dev.ringback.bench.run;

/// Looks for the highest rate that a server carries cleanly: steps up or down until a clean and an
/// unclean rate stand around it, then halves the distance until it is at most a twentieth.
final class RateSearch {
    private static final double UP = 1.15;
    private static final double DOWN = 0.75;
    private static final double CLOSE = 1.05;
    private static final int LEAST = 20;

    private final Trial trial;
    private final int steps;

    /// Tries one rate.
    @FunctionalInterface
    interface Trial {
        /// Whether the server carried so many a second without a fault.
        boolean clean(int rate) throws InterruptedException;
    }

    /// @param trial tries a rate; one that fails is tried a second time, since one fault may be
    ///     chance
    /// @param steps how many rates are tried at most
    RateSearch(Trial trial, int steps) {
        this.trial = trial;
        this.steps = steps;
    }

    /// The highest rate that was seen to be clean; 0 when none was.
    ///
    /// @param start the first to be tried, per second
    int highest(int start) throws InterruptedException {
        int clean = 0;
        int unclean = 0;
        int rate = Math.max(LEAST, start);
        for (int i = 0; i < steps && rate >= LEAST; i++) {
            if (carried(rate)) {
                clean = rate;
            } else {
                unclean = rate;
            }
            if (clean > 0 && unclean > 0 && unclean <= clean * CLOSE) {
                break;
            }
            rate = next(clean, unclean);
        }
        return clean;
    }

    /// Whether one of two tries was clean.
    private boolean carried(int rate) throws InterruptedException {
        boolean first = trial.clean(rate);
        return first || trial.clean(rate);
    }

    private static int next(int clean, int unclean) {
        if (unclean == 0) {
            return (int) (clean * UP);
        }
        return clean == 0 ? (int) (unclean * DOWN) : (clean + unclean) / 2;
    }
}
