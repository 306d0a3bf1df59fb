package dev.ringback.bench.load.pace;

/// When the next operation begins.
public sealed interface Pace {
    /// Never, as things are.
    long NEVER = Long.MAX_VALUE;

    /// When the next operation is due, in nanoseconds since the first one.
    ///
    /// @param started how many have begun
    /// @param ended how many of them are over
    /// @param now nanoseconds since the first one
    /// @return at most `now` when it is due; the time from which its latency counts
    long due(int started, int ended, long now);

    /// Operations begin by schedule, whatever has become of the others: an open loop. One that
    /// begins late is measured from when it was due, so a server that stops is not flattered.
    ///
    /// @param perSecond how many a second
    record Rate(double perSecond) implements Pace {
        private static final double SECOND = 1e9;

        /// Checks that it is a rate.
        ///
        /// @throws IllegalArgumentException if it is not a positive number
        public Rate {
            if (!(perSecond > 0) || perSecond > SECOND) {
                throw new IllegalArgumentException("no rate: " + perSecond);
            }
        }

        @Override
        public long due(int started, int ended, long now) {
            return (long) Math.ceil(started * SECOND / perSecond);
        }
    }

    /// As many as possible with so many in progress: a closed loop.
    ///
    /// @param most how many at once
    record InFlight(int most) implements Pace {
        /// Checks that it is a number of operations.
        ///
        /// @throws IllegalArgumentException if it is not positive
        public InFlight {
            if (most < 1) {
                throw new IllegalArgumentException("none in flight");
            }
        }

        @Override
        public long due(int started, int ended, long now) {
            return started - ended < most ? now : NEVER;
        }
    }
}
