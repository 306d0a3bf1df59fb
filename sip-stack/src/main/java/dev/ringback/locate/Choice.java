package dev.ringback.locate;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// How to choose among equals.
///
/// @param random where chance comes from
/// @param repeatable whether the same records must give the same order every time, whatever a name
///     server does with theirs and whoever failed meanwhile: RFC 3263 §4.4
record Choice(RandomGenerator random, boolean repeatable) {
    /// Each time anew.
    static Choice by(RandomGenerator random) {
        return new Choice(random, false);
    }

    /// The same for the same seed.
    static Choice repeatable(long seed) {
        return new Choice(new SplittableRandom(seed), true);
    }

    /// The addresses of one host in the order in which to try them.
    List<InetAddress> order(List<InetAddress> addresses) {
        if (!repeatable) {
            return addresses;
        }
        List<InetAddress> sorted = new ArrayList<>(addresses);
        sorted.sort((a, b) -> Arrays.compareUnsigned(a.getAddress(), b.getAddress()));
        return sorted;
    }
}
