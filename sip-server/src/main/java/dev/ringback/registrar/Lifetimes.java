package dev.ringback.registrar;

import java.time.Duration;

/// How long bindings last, RFC 3261 §10.3 step 7.
///
/// @param least the shortest lifetime that is accepted; shorter ones get 423, at least one second
/// @param standard the lifetime of a contact that asks for none
/// @param most the longest lifetime that is granted; longer ones are cut to it
public record Lifetimes(Duration least, Duration standard, Duration most) {
    /// Checks that they agree with each other.
    public Lifetimes {
        if (least.compareTo(Duration.ofSeconds(1)) < 0
                || standard.compareTo(least) < 0
                || most.compareTo(standard) < 0) {
            throw new IllegalArgumentException(
                    "Need 1 s <= min-expires <= default <= max-expires, have "
                            + least.toSeconds()
                            + " s, "
                            + standard.toSeconds()
                            + " s, "
                            + most.toSeconds()
                            + " s");
        }
    }
}
